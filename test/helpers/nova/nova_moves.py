"""Instances that came from elsewhere or changed their image, by Nova's own code: more steps of nova-node.py."""
import json
import os
import shutil
import tempfile
from unittest import mock

import nova.conf
import nova.context
from nova import objects
from nova.compute import vm_states
from nova.virt.libvirt import config as vconfig
from nova.virt.libvirt import imagebackend, imagecache
from nova.virt.libvirt import utils as libvirt_utils

import nova_oracle
import nova_states

CONF = nova.conf.CONF
CONTEXT = nova.context.get_admin_context()


def moved_instance(step, **more):
    """As the methods that prepare disks ask for it."""
    flavor = objects.Flavor(root_gb=step['rootGib'], ephemeral_gb=0, swap=step.get('swapMib', 0))
    return objects.Instance(
        uuid=step['uuid'], id=step['number'], image_ref=step['image'], flavor=flavor, host='node',
        kernel_id='', ramdisk_id='', old_flavor=None, task_state=None, os_type=None,
        config_drive='True', trusted_certs=None, migration_context=None, **more)


def preparing_driver():
    libvirt = nova_oracle.libvirt_driver()
    libvirt.image_backend = imagebackend.Backend(CONF.use_cow_images)
    libvirt.image_cache_manager = imagecache.ImageCacheManager()
    libvirt._remotefs = mock.Mock()
    return libvirt


def live_migration_target(step):
    """`pre_live_migration` on the host that an instance of the same path and disks is coming to."""
    xml = nova_states.xml_of(step)
    guest = vconfig.LibvirtConfigGuest()
    guest.parse_str(xml)
    libvirt = preparing_driver()
    disks = libvirt._get_instance_disk_info_from_config(guest, None)
    instance = moved_instance(step, vm_state=vm_states.ACTIVE, system_metadata={})
    folder = libvirt_utils.get_instance_path(instance)
    with tempfile.TemporaryDirectory() as source:
        shutil.move(folder, source)
        drive = os.path.join(source, step['uuid'], 'disk.config')
        libvirt._remotefs.copy_file = lambda _src, target: shutil.copy(drive, target)
        migration = objects.LibvirtLiveMigrateData(
            is_shared_block_storage=False, is_shared_instance_path=False, block_migration=True,
            instance_relative_path=step['uuid'])
        with mock.patch.multiple(
                libvirt, _pre_live_migration_plug_vifs=lambda *_: None,
                _supported_perf_events=[], create=True):
            libvirt.pre_live_migration(
                CONTEXT, instance, {'block_device_mapping': []}, [], json.dumps(disks), migration)


def unshelve(step):
    """The disk of an instance that was spawned from its shelved snapshot, on its own image again."""
    meta = {'image_base_image_ref': step['original']}
    instance = moved_instance(step, vm_state=vm_states.SHELVED_OFFLOADED, system_metadata=meta)
    libvirt = preparing_driver()
    backend = libvirt.image_backend.by_name(instance, 'disk')
    libvirt._rebase_original_qcow2_image(CONTEXT, instance, backend)


def confirm(step):
    """`_cleanup_resize` of a resize to the same host."""
    instance = moved_instance(step, vm_state=vm_states.RESIZED)
    with mock.patch.object(CONF, 'host', 'node', create=True):
        libvirt = preparing_driver()
        libvirt._get_vpmems = lambda *_, **__: []
        libvirt._cleanup_resize_vtpm = lambda *_: None
        libvirt._cleanup_resize(CONTEXT, instance, [])


def shelve(step):
    """The cold snapshot of an instance that is shelved and not offloaded, as the driver's `snapshot` takes it."""
    instance = moved_instance(step, vm_state=vm_states.ACTIVE)
    disk = os.path.join(libvirt_utils.get_instance_path(instance), 'disk')
    root = preparing_driver().image_backend.by_libvirt_path(instance, disk, image_type='qcow2')
    place = CONF.libvirt.snapshots_directory
    os.makedirs(place, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place) as folder:
        root.snapshot_extract(os.path.join(folder, step['uuid'].replace('-', '')), 'qcow2')


def evacuated(step):
    """What nova-compute does, once it is back, on the host that an instance was evacuated from."""
    instance = moved_instance(step, vm_state=vm_states.ACTIVE)
    libvirt = preparing_driver()
    libvirt.job_tracker = mock.Mock()
    libvirt.delete_instance_files(instance)


STEPS = {
    'liveMigrationTarget': live_migration_target, 'unshelve': unshelve, 'confirm': confirm,
    'shelve': shelve, 'evacuated': evacuated}
