import { expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { pathsInXml } from '../../../shared/nova/paths-in-xml.ts'
import { MAX_XML_BYTES } from '../../../shared/nova/xml.ts'
import { cpuTime } from '../../helpers/cpu-time.ts'

test.each<readonly [string, string]>([
  ['an attribute', '<source file="/srv/a b.img"/>'],
  ['an attribute of any element', "<whatever x='1' anything='/srv/a b.img'/>"],
  ['the text of an element', '<loader type="pflash">\n  /srv/a b.img\n</loader>'],
  ['a text in CDATA', '<x><![CDATA[file=/srv/a b.img]]></x>'],
  ['an argument of qemu', "<qemu:arg value='/srv/a b.img'/>"],
  ['an option of such an argument', "<qemu:arg value='file=/srv/a b.img,if=none,id=x'/>"],
  ['a later option', "<qemu:arg value='if=none,file.filename=/srv/a b.img'/>"],
  [
    'JSON as libvirt escapes it',
    "<qemu:arg value='{&quot;filename&quot;:&quot;/srv/a b.img&quot;}'/>",
  ],
  ['JSON as people write it', `<qemu:arg value='{"filename": "/srv/a b.img", "x": 1}'/>`],
  ['a URL of this host', '<source file="file:///srv/a b.img"/>'],
])('a path is found in %s', (_, xml) => {
  const found = [...pathsInXml(xml)].map((path) => path.replace(/^\/+/, '/'))
  expect(found).toContain('/srv/a b.img')
})

test('a path is what XML and qemu mean by it', () => {
  expect(pathsInXml("<source file='/srv/a&apos;&amp;b.img'/>")).toContain("/srv/a'&b.img")
  expect(pathsInXml('<source file="/srv/it\'s.img"/>')).toContain("/srv/it's.img")
  expect(pathsInXml("<qemu:arg value='file=/srv/a,,b.img,if=none'/>")).toContain('/srv/a,b.img')
  expect(pathsInXml("<source file='/srv/a,,b=c.img'/>")).toContain('/srv/a,b=c.img')
  expect(pathsInXml("<source file='/srv/a,b.img'/>")).toContain('/srv/a,b.img')
  expect(pathsInXml('<description>It stands on /srv/a.img now</description>')).toContain(
    '/srv/a.img',
  )
})

test('tags, URLs and what only has a slash in it are none', () => {
  const xml = `<domain xmlns:q="http://libvirt.org/schemas/1.0"><a/><b x='1'/><c y="2" />
    <cpu>a/b</cpu> 1 / 2 <source name="pool/image"/></domain>`
  expect([...pathsInXml(xml)]).toEqual([])
})

test.each([
  "<graphics type='vnc' passwd='/hunter2'/>",
  "<qemu:arg value='secret,id=s,data=/hunter2'/>",
  "<qemu:arg value='{&quot;qom-type&quot;:&quot;secret&quot;,&quot;data&quot;:&quot;/hunter2&quot;}'/>",
  `<qemu:arg value='{"qom-type":"secret","data": "/hunter2"}'/>`,
  "<qemu:arg value='file=https://u:/hunter2@h/x'/>",
  "<source path='/run/x?password=hunter2'/>",
  "<source path='/run/x,password=hunter2'/>",
  "<cookie name='a'>/hunter2</cookie>",
])('no secret is taken for a path: %s', (xml) => {
  expect([...pathsInXml(xml)].join('\n')).not.toContain('hunter2')
})

test('too many are refused, and none is left out in silence', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `<a b="/x/${at}"/>`)
  expect(pathsInXml(many(8192).join('')).size).toBe(8192)
  expect(() => pathsInXml(many(8193).join(''))).toThrow(FormatError)
})

test.each([' /a', '"/', '=/a,', ' / ', '//'])(
  'the longest text of %j takes no time to speak of',
  (part) => {
    const text = part.repeat(MAX_XML_BYTES / part.length)
    const read = () => expect(() => pathsInXml(text).size).not.toThrow(TypeError)
    expect(cpuTime(read)).toBeLessThan(5000)
  },
)
