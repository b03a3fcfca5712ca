/** Instances without a domain on storage that other hosts use too. */
export const otherHostsEn = {
  tag: 'no domain here; maybe of {{hosts}}',
  maybe_one:
    "No domain of this host names it; {{hosts}} also uses this storage: it may be that host's.",
  maybe_other:
    'No domain of this host names it; {{hosts}} also use this storage: it may be of one of them.',
}
