/** What of an instance's definition differs from one to the next. */
export interface BenchDomain {
  /** Nova's database id: libvirt's name is made of it. */
  readonly number: number
  readonly uuid: string
  readonly imageId: string
  /** Of its folder, as the node itself knows it. */
  readonly folder: string
  /** Files in the folder. */
  readonly disks: readonly string[]
}

const ROOT_PORTS = 12

/** libvirt's name of an instance, `instance-0000002a`. */
export function benchDomainName({ number }: BenchDomain): string {
  return `instance-${number.toString(16).padStart(8, '0')}`
}

/**
 * A persistent definition as libvirt 9 keeps it of what Nova 2023.1 defines for a q35 machine: about
 * 8 kB, most of it PCI ports and addresses.
 */
export function benchDomainXml(domain: BenchDomain): string {
  return `<!--
WARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE
OVERWRITTEN AND LOST. Changes to this xml configuration should be made using:
  virsh edit ${benchDomainName(domain)}
or other application using the libvirt API.
-->

<domain type='kvm'>
  <name>${benchDomainName(domain)}</name>
  <uuid>${domain.uuid}</uuid>
${metadata(domain)}
  <memory unit='KiB'>4194304</memory>
  <currentMemory unit='KiB'>4194304</currentMemory>
  <vcpu placement='static'>2</vcpu>
${machine(domain)}
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
${domain.disks.map((name, index) => disk(domain, name, index)).join('\n')}
${Array.from({ length: ROOT_PORTS }, (_, index) => rootPort(index)).join('\n')}
${devices(domain)}
  </devices>
</domain>
`
}

function metadata({ number, imageId, uuid }: BenchDomain): string {
  const port = portId(uuid)
  return `  <metadata>
    <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
      <nova:package version="27.1.0"/>
      <nova:name>server-${number}</nova:name>
      <nova:creationTime>2026-03-14 09:26:53</nova:creationTime>
      <nova:flavor name="m1.medium">
        <nova:memory>4096</nova:memory>
        <nova:disk>40</nova:disk>
        <nova:swap>512</nova:swap>
        <nova:ephemeral>20</nova:ephemeral>
        <nova:vcpus>2</nova:vcpus>
      </nova:flavor>
      <nova:owner>
        <nova:user uuid="9f1c2f6b7c5e4d0f8a9b0c1d2e3f4a5b">operator</nova:user>
        <nova:project uuid="5f0f5a0be0a6461ab1a8ab3b1e2c3d4e">production</nova:project>
      </nova:owner>
      <nova:root type="image" uuid="${imageId}"/>
      <nova:ports>
        <nova:port uuid="${port}">
          <nova:ip type="fixed" address="10.20.${(number >> 8) & 255}.${number & 255}" ipVersion="4"/>
        </nova:port>
      </nova:ports>
    </nova:instance>
  </metadata>`
}

/** Told from the instance's own id. */
function portId(uuid: string): string {
  return `${uuid.slice(0, 7).split('').reverse().join('')}0${uuid.slice(8)}`
}

function machine({ uuid }: BenchDomain): string {
  return `  <cputune>
    <shares>2048</shares>
  </cputune>
  <sysinfo type='smbios'>
    <system>
      <entry name='manufacturer'>OpenStack Foundation</entry>
      <entry name='product'>OpenStack Nova</entry>
      <entry name='version'>27.1.0</entry>
      <entry name='serial'>${uuid}</entry>
      <entry name='uuid'>${uuid}</entry>
      <entry name='family'>Virtual Machine</entry>
    </system>
  </sysinfo>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <boot dev='hd'/>
    <smbios mode='sysinfo'/>
  </os>
  <features>
    <acpi/>
    <apic/>
    <vmcoreinfo state='on'/>
  </features>
  <cpu mode='host-model' check='partial'>
    <topology sockets='2' dies='1' cores='1' threads='1'/>
  </cpu>
  <clock offset='utc'>
    <timer name='pit' tickpolicy='delay'/>
    <timer name='rtc' tickpolicy='catchup'/>
    <timer name='hpet' present='no'/>
  </clock>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>`
}

function address(bus: number, slot = 0): string {
  const hex = (value: number) => `0x${value.toString(16).padStart(2, '0')}`
  return `<address type='pci' domain='0x0000' bus='${hex(bus)}' slot='${hex(slot)}' function='0x0'/>`
}

function disk({ folder }: BenchDomain, name: string, index: number): string {
  return `    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none'/>
      <source file='${folder}/${name}'/>
      <target dev='vd${String.fromCharCode(97 + index)}' bus='virtio'/>
      ${address(3 + index)}
    </disk>`
}

function rootPort(index: number): string {
  return `    <controller type='pci' index='${index + 1}' model='pcie-root-port'>
      <model name='pcie-root-port'/>
      <target chassis='${index + 1}' port='0x${(16 + index).toString(16)}'/>
      ${address(0, 2 + (index >> 3))}
    </controller>`
}

function devices({ uuid, folder }: BenchDomain): string {
  const port = portId(uuid).slice(0, 11)
  const mac = uuid.replaceAll('-', '').slice(-6).match(/../g)?.join(':')
  return `    <controller type='usb' index='0' model='qemu-xhci'>
      ${address(1)}
    </controller>
    <controller type='sata' index='0'>
      ${address(0, 31)}
    </controller>
    <controller type='pci' index='0' model='pcie-root'/>
    <interface type='bridge'>
      <mac address='fa:16:3e:${mac}'/>
      <source bridge='qbr${port}'/>
      <target dev='tap${port}'/>
      <model type='virtio'/>
      <driver name='qemu'/>
      <mtu size='1450'/>
      ${address(2)}
    </interface>
    <serial type='pty'>
      <log file='${folder}/console.log' append='off'/>
      <target type='isa-serial' port='0'>
        <model name='isa-serial'/>
      </target>
    </serial>
    <console type='pty'>
      <log file='${folder}/console.log' append='off'/>
      <target type='serial' port='0'/>
    </console>
    <input type='tablet' bus='usb'>
      <address type='usb' bus='0' port='1'/>
    </input>
    <input type='mouse' bus='ps2'/>
    <input type='keyboard' bus='ps2'/>
    <graphics type='vnc' port='-1' autoport='yes' listen='0.0.0.0'>
      <listen type='address' address='0.0.0.0'/>
    </graphics>
    <audio id='1' type='none'/>
    <video>
      <model type='virtio' heads='1' primary='yes'/>
      ${address(0, 1)}
    </video>
    <watchdog model='itco' action='reset'/>
    <memballoon model='virtio'>
      <stats period='10'/>
      ${address(7)}
    </memballoon>
    <rng model='virtio'>
      <backend model='random'>/dev/urandom</backend>
      ${address(8)}
    </rng>`
}
