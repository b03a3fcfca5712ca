/**
 * Texts of real nodes as their operators published them: Icehouse in 2015, with files, and a later
 * node on Ceph. The passwords are theirs, and test that none is kept.
 */

/** libvirt.xml of one instance, to the byte: its folder's listing says 1873. */
export const SEED_LIBVIRT_XML = `<domain type="kvm">
  <uuid>2e1978ab-b4e2-4771-ad55-b612e4d262d2</uuid>
  <name>instance-00000113</name>
  <memory>4194304</memory>
  <vcpu>4</vcpu>
  <sysinfo type="smbios">
    <system>
      <entry name="manufacturer">OpenStack Foundation</entry>
      <entry name="product">OpenStack Nova</entry>
      <entry name="version">2014.1.3</entry>
      <entry name="serial">00efeb7b-3fb8-dc11-aef8-bcee7be344ef</entry>
      <entry name="uuid">2e1978ab-b4e2-4771-ad55-b612e4d262d2</entry>
    </system>
  </sysinfo>
  <os>
    <type>hvm</type>
    <boot dev="hd"/>
    <smbios mode="sysinfo"/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <clock offset="utc">
    <timer name="pit" tickpolicy="delay"/>
    <timer name="rtc" tickpolicy="catchup"/>
    <timer name="hpet" present="no"/>
  </clock>
  <cpu mode="host-model" match="exact"/>
  <devices>
    <disk type="file" device="disk">
      <driver name="qemu" type="qcow2" cache="none"/>
      <source file="/var/lib/nova/instances/2e1978ab-b4e2-4771-ad55-b612e4d262d2/disk"/>
      <target bus="virtio" dev="vda"/>
    </disk>
    <disk type="file" device="disk">
      <driver name="qemu" type="qcow2" cache="none"/>
      <source file="/var/lib/nova/instances/2e1978ab-b4e2-4771-ad55-b612e4d262d2/disk.swap"/>
      <target bus="virtio" dev="vdb"/>
    </disk>
    <interface type="bridge">
      <mac address="fa:16:3e:30:ef:bf"/>
      <model type="virtio"/>
      <source bridge="qbr22e7133a-ef"/>
      <target dev="tap22e7133a-ef"/>
    </interface>
    <serial type="file">
      <source path="/var/lib/nova/instances/2e1978ab-b4e2-4771-ad55-b612e4d262d2/console.log"/>
    </serial>
    <serial type="pty"/>
    <input type="tablet" bus="usb"/>
    <graphics type="spice" autoport="yes" keymap="en-us" listen="0.0.0.0"/>
    <video>
      <model type="qxl"/>
    </video>
  </devices>
</domain>
`

/** What `grep ^[a-z] /etc/glance/glance-api.conf` printed on the controller, sections left out. */
export const SEED_GLANCE_CONF = `default_store = file
bind_host = 0.0.0.0
bind_port = 9292
log_file = /var/log/glance/api.log
backlog = 4096
workers = 1
registry_host = 0.0.0.0
registry_port = 9191
registry_client_protocol = http
notification_driver = messaging
rpc_backend=rabbit
rabbit_host = 192.168.12.1
rabbit_port = 5672
rabbit_use_ssl = false
rabbit_userid = guest
rabbit_password = mq4smtest
rabbit_virtual_host = /
rabbit_notification_exchange = glance
rabbit_notification_topic = notifications
rabbit_durable_queues = False
qpid_notification_exchange = glance
qpid_notification_topic = notifications
qpid_hostname = localhost
qpid_port = 5672
qpid_username =
qpid_password =
qpid_sasl_mechanisms =
qpid_reconnect_timeout = 0
qpid_reconnect_limit = 0
qpid_reconnect_interval_min = 0
qpid_reconnect_interval_max = 0
qpid_reconnect_interval = 0
qpid_heartbeat = 5
qpid_protocol = tcp
qpid_tcp_nodelay = True
filesystem_store_datadir = /var/lib/glance/images/
swift_store_auth_version = 2
swift_store_auth_address = 127.0.0.1:5000/v2.0/
swift_store_user = jdoe:jdoe
swift_store_key = a86850deb2742ec3cb41518e26aa2d89
swift_store_container = glance
swift_store_create_container_on_put = False
swift_store_large_object_size = 5120
swift_store_large_object_chunk_size = 200
swift_enable_snet = False
s3_store_host = 127.0.0.1:8080/v1.0/
s3_store_access_key = <20-char AWS access key>
s3_store_secret_key = <40-char AWS secret key>
s3_store_bucket = <lowercased 20-char aws access key>glance
s3_store_create_bucket_on_put = False
sheepdog_store_address = localhost
sheepdog_store_port = 7000
sheepdog_store_chunk_size = 64
delayed_delete = False
scrub_time = 43200
scrubber_datadir = /var/lib/glance/scrubber
image_cache_dir = /var/lib/glance/image-cache/
connection = mysql://glancedbadmin:glance4smtest@192.168.12.1/glance
backend = sqlalchemy
auth_uri=http://192.168.12.1:5000
auth_host = 192.168.12.1
auth_port = 35357
auth_protocol = http
admin_tenant_name = service
admin_user = glance
admin_password = glance4smtest
flavor=keystone
`

/** Every secret of that file. */
export const SEED_SECRETS: readonly string[] = [
  'mq4smtest',
  'glance4smtest',
  'a86850deb2742ec3cb41518e26aa2d89',
  'jdoe',
  'glancedbadmin',
  'AWS',
  'guest',
]

/** nova.conf of a node whose disks lie in Ceph. */
export const SEED_RBD_NOVA_CONF = `[DEFAULT]
instances_path = /opt/stack/data/nova/instances
[libvirt]
images_type = rbd
images_rbd_pool = rbd
images_rbd_ceph_conf = /etc/ceph/ceph.conf
`
