/** Layers of instances' disks, and disks that are read as they stand. */
export const diskLayersEn = {
  layer: 'layer of a disk',
  short: 'layer',
  place: 'Layer',
  above: '{{name}} stands on it',
  layers: 'Stands on these files of the folder:',
  readRaw:
    'The disk is declared raw, so that its bytes are read as they stand: it is as long as its file and stands on nothing. The {{format}} header that it begins with is data of the guest.',
}
