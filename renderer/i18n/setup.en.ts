/** How a node and its services are set up: times, the image cache, options, hosts. */
export const setupEn = {
  duration: {
    seconds_one: '{{count, number}} second',
    seconds_other: '{{count, number}} seconds',
    minutes_one: '{{count, number}} minute',
    minutes_other: '{{count, number}} minutes',
    hours_one: '{{count, number}} hour',
    hours_other: '{{count, number}} hours',
    days_one: '{{count, number}} day',
    days_other: '{{count, number}} days',
  },
  cache: {
    title: 'Image cache',
    removes:
      'nova-compute removes bases that were unused for {{original}}, resized ones after {{resized}}. It looks every {{interval}}.',
    keeps: 'remove_unused_base_images is off: unused bases are kept.',
    stopped:
      'manager_interval is below 0: nova-compute does not run the image cache manager, and removes no base.',
    folder: 'Folder',
    database_one:
      'Of {{count, number}} instance files do not tell the image: a base that seems unused may be its.',
    database_other:
      'Of {{count, number}} instances files do not tell the image: a base that seems unused may be theirs.',
    hosts: 'Instances of other hosts may use its bases: {{hosts}}.',
  },
  more_one: 'Show {{count, number}} more',
  more_other: 'Show {{count, number}} more',
  unnamed_one: '{{count, number}} more is not named.',
  unnamed_other: '{{count, number}} more are not named.',
  hosts: {
    title_one: '{{count, number}} host',
    title_other: '{{count, number}} hosts',
    opened: 'Opened',
    free: '{{size}} free',
    least: 'disk_available_least {{size}}',
  },
} as const
