/** What Nova calls its image cache, a folder in the instances_path, unless nova.conf has `image_cache_subdirectory_name`. */
export const DEFAULT_CACHE_NAME = '_base'
