"""Instances in passing states, by Nova's own code: more steps of nova-node.py."""
import os
import tempfile
import uuid
from unittest import mock

import nova.conf
import nova.context
from nova import objects
from nova.virt.libvirt import imagebackend, imagecache
from nova.virt.libvirt import config as vconfig
from nova.virt.libvirt import utils as libvirt_utils

import nova_oracle

CONF = nova.conf.CONF
CONTEXT = nova.context.get_admin_context()
# Domain XML of instances that were spawned in this process, by UUID.
SPAWNED = {}


def xml_of(step):
    return step.get('xml') or SPAWNED[step['uuid']]


def bare_instance(step):
    flavor = objects.Flavor(root_gb=step['rootGib'], ephemeral_gb=0, swap=0)
    return objects.Instance(
        uuid=step['uuid'], id=step['number'], image_ref=step['image'], flavor=flavor,
        kernel_id='', ramdisk_id='', old_flavor=None, task_state=None, vm_state='active')


def resize(step):
    """`migrate_disk_and_power_off` to the same host: the folder with the copies, and `_resize`."""
    instance = bare_instance(step)
    guest = vconfig.LibvirtConfigGuest()
    guest.parse_str(xml_of(step))
    libvirt = nova_oracle.libvirt_driver()
    disks = libvirt._get_instance_disk_info_from_config(guest, None)
    larger = objects.Flavor(root_gb=step['rootGib'] + 1, ephemeral_gb=0, swap=0)
    with mock.patch.multiple(
            libvirt, _is_path_shared_with=lambda *_: True, power_off=lambda *_: None,
            unplug_vifs=lambda *_: None, _get_instance_disk_info=lambda *_: disks,
            job_tracker=mock.Mock(), _is_booted_from_volume=lambda *_: False, create=True):
        libvirt.migrate_disk_and_power_off(CONTEXT, instance, 'node', larger, [])
    image = imagebackend.Backend(CONF.use_cow_images).by_name(instance, 'disk')
    image.resize_image((step['rootGib'] + 1) << 30)
    open(os.path.join(libvirt_utils.get_instance_path(instance), 'console.log'), 'a').close()


def volume(device, volume_id):
    """A Cinder volume as the driver of local block devices describes it."""
    disk = vconfig.LibvirtConfigGuestDisk()
    disk.source_type, disk.source_path = 'block', f'/dev/disk/by-id/{volume_id}'
    disk.driver_name, disk.driver_format, disk.driver_cache = 'qemu', 'raw', 'none'
    disk.target_dev, disk.target_bus, disk.serial = device, 'virtio', volume_id
    return disk


def rescue(step):
    """What `rescue` leaves in the folder: the XML to go back to, and a root disk to boot from."""
    instance = bare_instance(step)
    folder = libvirt_utils.get_instance_path(instance)
    with open(os.path.join(folder, 'unrescue.xml'), 'w') as xml:
        xml.write(xml_of(step))
    mapping = {'bus': 'virtio', 'type': 'disk', 'dev': 'vda'}
    image = imagebackend.Backend(CONF.use_cow_images).by_name(
        instance, 'disk.rescue', disk_info_mapping=mapping)
    image.cache(
        fetch_func=libvirt_utils.fetch_image, context=CONTEXT,
        filename=imagecache.get_cache_fname(step['image']), size=None,
        image_id=step['image'], trusted_certs=None)
    # A rescue with stable devices: all that there was, and the rescue disk beside.
    mapping['dev'] = 'vdz'
    added = image.libvirt_info('none', {}).to_xml()
    return {'xml': xml_of(step).replace('</devices>', f'{added}</devices>')}


def live_snapshot(step):
    """What `_live_snapshot` works on while it runs: a delta over the disk's base, and the copy of it."""
    instance = bare_instance(step)
    disk = os.path.join(libvirt_utils.get_instance_path(instance), 'disk')
    base = libvirt_utils.get_disk_backing_file(disk, basename=False, format='qcow2')
    place = CONF.libvirt.snapshots_directory
    os.makedirs(place, exist_ok=True)
    folder = tempfile.mkdtemp(dir=place)
    os.chmod(folder, 0o701)
    out = os.path.join(folder, uuid.uuid4().hex)
    size = step['rootGib'] << 30
    libvirt_utils.create_image(out + '.delta', 'qcow2', size, backing_file=base)
    libvirt_utils.create_image(out, 'raw', size)


STEPS = {'resize': resize, 'rescue': rescue, 'liveSnapshot': live_snapshot}
