/** What `--root` is to the commands over a guest's disk. */
export const ROOT_HELP =
  "a node's root, its instances_path or its _base: recorded names are looked for in it"
