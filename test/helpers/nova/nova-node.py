"""Lets Nova's own code make disks, bases, domain XML and passes of the image cache, without a service.

Reads lines from standard input, each a JSON list of steps, and prints for each a line of JSON with what
the steps came to. The first step is always `configure`. A fork of this process takes them, and so finds
Nova as it was loaded, which takes two seconds. It needs python3-nova of the system's Python, and root is
not needed.
"""
import json
import logging
import os
import shutil
import sys
import time
import traceback

logging.disable(logging.CRITICAL)

import nova.conf  # noqa: E402
import nova.context  # noqa: E402
import nova.privsep  # noqa: E402
import nova.privsep.fs  # noqa: E402
from nova import objects  # noqa: E402
from nova.objects import fields  # noqa: E402
from nova.virt import configdrive, images  # noqa: E402
from nova.virt.libvirt import config as vconfig  # noqa: E402
from nova.virt.libvirt import driver, imagebackend, imagecache  # noqa: E402
from nova.virt.libvirt import utils as libvirt_utils  # noqa: E402
from oslo_concurrency import lockutils  # noqa: E402

import nova_moves  # noqa: E402
import nova_oracle  # noqa: E402
import nova_states  # noqa: E402

CONF = nova.conf.CONF
CONTEXT = nova.context.get_admin_context()
GLANCE = {}


class ImageService:
    """Glance as far as `nova.virt.images` asks: an image is a file and its registered format."""

    def get(self, context, image_id, **kwargs):
        return {'id': image_id, 'disk_format': GLANCE[image_id]['format']}

    def download(self, context, image_id, dest_path=None, **kwargs):
        shutil.copyfile(GLANCE[image_id]['path'], dest_path)


def configure(step):
    """Takes nova.conf options by group, and the images that Glance has."""
    objects.register_all()
    for context in (nova.privsep.sys_admin_pctxt,):
        context.set_client_mode(False)
    CONF([], project='nova', default_config_files=[])
    CONF.set_override('instances_path', step['instancesPath'])
    # The default is vfat, whose mkfs a machine may lack.
    CONF.set_override('default_ephemeral_format', 'ext4')
    for name, value in step.get('options', {}).items():
        group, _, option = name.rpartition('.')
        CONF.set_override(option, value, group or None)
    if CONF.config_drive_format == 'vfat':
        # A kernel in a container may have none: what was to be in the drive stays out.
        nova.privsep.fs.mount = nova.privsep.fs.umount = lambda *_: ('', '')
    os.makedirs(step['instancesPath'], exist_ok=True)
    lockutils.set_defaults(os.path.join(step['instancesPath'], 'locks'))
    GLANCE.update(step['images'])
    images.IMAGE_API = ImageService()
    os.umask(step.get('umask', 0o022))


def instance_of(step):
    flavor = objects.Flavor(
        name='m1.test', memory_mb=512, vcpus=1, root_gb=step['rootGib'],
        ephemeral_gb=sum(step.get('ephemeralGib', [])), swap=step.get('swapMib', 0), extra_specs={})
    return objects.Instance(
        uuid=step['uuid'], id=step['number'], image_ref=step['image'], flavor=flavor,
        display_name=step['name'], host='node', task_state=None, kernel_id='', ramdisk_id='',
        user_id='u', project_id='p', system_metadata={}, metadata={},
        old_flavor=None, vm_state='active')


def spawn(step):
    """Makes an instance's disks as `_create_image` does, and its domain XML."""
    instance = instance_of(step)
    folder = libvirt_utils.get_instance_path(instance)
    os.makedirs(folder, exist_ok=True)
    backend = imagebackend.Backend(CONF.use_cow_images)
    disks = []

    def disk(name, device, image_type=None):
        mapping = {'bus': 'virtio', 'type': 'disk', 'dev': device}
        image = backend.by_name(instance, name, image_type, disk_info_mapping=mapping)
        disks.append(image)
        return image

    if step.get('rootVolume'):
        instance.image_ref = ''
    else:
        disk('disk', 'vda').cache(
            fetch_func=libvirt_utils.fetch_image, context=CONTEXT,
            filename=imagecache.get_cache_fname(step['image']), size=step['rootGib'] << 30,
            image_id=step['image'], trusted_certs=None)
    for index, gib in enumerate(step.get('ephemeralGib', [])):
        ephemeral(disk(f'disk.eph{index}', f'vd{"bcd"[index]}'), gib)
    if step.get('swapMib'):
        swap = step['swapMib']
        disk('disk.swap', 'vde').cache(
            fetch_func=driver.LibvirtDriver._create_swap, context=CONTEXT,
            filename=f'swap_{swap}', size=swap << 20, swap_mb=swap)
    if step.get('configDrive'):
        with configdrive.ConfigDriveBuilder() as builder:
            builder.mdfiles.append(('openstack/latest/meta_data.json', b'{}'))
            builder.make_drive(os.path.join(folder, 'disk.config'))
        disk('disk.config', 'hda', 'raw')
    open(os.path.join(folder, 'console.log'), 'a').close()
    devices = [image.libvirt_info('none', {}) for image in disks]
    if step.get('rootVolume'):
        devices.insert(0, nova_states.volume('vda', step['rootVolume']))
    xml = nova_states.SPAWNED[step['uuid']] = domain_xml(instance, devices)
    return {'folder': folder, 'xml': xml}


def ephemeral(image, gib):
    extension = nova.privsep.fs.get_file_extension_for_os_type(
        None, CONF.default_ephemeral_format)
    image.cache(
        fetch_func=driver.LibvirtDriver._create_ephemeral, context=CONTEXT,
        fs_label='ephemeral0', os_type=None,
        filename=f'ephemeral_{gib}_{extension}',
        size=gib << 30, ephemeral_size=gib)


def domain_xml(instance, devices):
    guest = vconfig.LibvirtConfigGuest()
    guest.virt_type = 'kvm'
    guest.uuid = instance.uuid
    guest.name = f'instance-{instance.id:08x}'
    guest.memory = 512 * 1024
    guest.vcpus = 1
    guest.os_type = fields.VMMode.HVM
    meta = vconfig.LibvirtConfigGuestMetaNovaInstance()
    meta.package = '26.2.2'
    meta.name = instance.display_name
    meta.creationTime = time.time()
    meta.flavor = vconfig.LibvirtConfigGuestMetaNovaFlavor()
    meta.flavor.name = instance.flavor.name
    meta.flavor.memory = instance.flavor.memory_mb
    meta.flavor.disk = instance.flavor.root_gb
    meta.flavor.swap = instance.flavor.swap
    meta.flavor.ephemeral = instance.flavor.ephemeral_gb
    meta.flavor.vcpus = instance.flavor.vcpus
    meta.owner = vconfig.LibvirtConfigGuestMetaNovaOwner()
    meta.owner.userid, meta.owner.username = 'u', 'user'
    meta.owner.projectid, meta.owner.projectname = 'p', 'project'
    if instance.image_ref:
        meta.roottype, meta.rootid = 'image', instance.image_ref
    guest.metadata.append(meta)
    for device in devices:
        guest.add_device(device)
    return guest.to_xml()


class CacheManager(imagecache.ImageCacheManager):
    """The manager, told what the database would tell: the instances that Nova knows."""

    def __init__(self, running):
        super().__init__()
        self.running = running

    def _list_running_instances(self, context, all_instances):
        names = {uuid for uuid in self.running['instances']}
        return {
            'used_images': {image: (1, 0, []) for image in self.running.get('images', [])},
            'instance_names': names | set(self.running.get('names', [])),
            'used_swap_images': set(self.running.get('swap', [])),
            'used_ephemeral_images': set(self.running.get('ephemeral', [])),
        }


def cache_pass(step):
    """One pass of the image cache manager; tells what it calls active and removable."""
    manager = CacheManager(step)
    manager.update(CONTEXT, [])
    return {
        'active': sorted(map(os.path.basename, manager.active_base_files)),
        'removable': sorted(map(os.path.basename, manager.removable_base_files)),
        'usage': manager.get_disk_usage() if hasattr(manager, 'cache_dir') else None,
        'left': sorted(os.listdir(os.path.join(CONF.instances_path, '_base'))),
    }


STEPS = {
    'configure': configure, 'spawn': spawn, 'cachePass': cache_pass, **nova_oracle.STEPS,
    **nova_states.STEPS, **nova_moves.STEPS}


def main():
    # What the programs that Nova runs print is no answer.
    answers = os.fdopen(os.dup(1), 'w')
    os.dup2(2, 1)
    tell(answers, 'loaded')
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            tell(answers, answer_to(json.loads(line)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            tell(answers, {'failure': f'ended with {status}'})


def tell(answers, answer):
    answers.write(json.dumps(answer) + '\n')
    answers.flush()


def answer_to(steps):
    try:
        return {'results': [STEPS[step['do']](step) for step in steps]}
    except Exception:
        return {'failure': traceback.format_exc()}


main()
