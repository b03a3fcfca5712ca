/** What is neither an instance's, nor a base file, nor an image. */
export const othersEn = {
  label: 'Other files and folders',
  emptyTitle: 'Nothing else here',
  emptyText: 'Everything that was found belongs to an instance, or is a base file or an image.',
  nothingTitle: 'No files here',
  nothingText: 'There are no files in what was opened, nor in any folder of it.',
  waitText: 'Other files are listed when the scan has ended.',
  leftOut_one: '{{count, number}} smaller one, {{size}}, is not listed.',
  leftOut_other: '{{count, number}} smaller ones, {{size}} in all, are not listed.',
  domainXml_one: 'The XML of one domain, {{size}}, stands with its instance.',
  domainXml_other:
    'The XML of {{count, number}} domains, {{size}} in all, stands with their instances.',
  listed: '{{listed}} of {{total}} listed',
  unknown: 'unknown',
  image: '{{format}} image, {{size}} virtual. It is of no instance, and in no store.',
  imageLabel: '{{format}} image',
  unreadLabel: 'Not read',
  unread: 'Not known, as it could not be read. {{why}}',
} as const
