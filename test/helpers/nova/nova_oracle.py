"""What Nova's own code says of the disks of a host and of its image cache: more steps of nova-node.py."""
import importlib
import logging
import os
import sys
import types
from unittest import mock

import nova.conf
import nova.context
from nova import exception, objects
from nova.virt.libvirt import config as vconfig
from nova.virt.libvirt import driver, imagecache

CONF = nova.conf.CONF
CONTEXT = nova.context.get_admin_context()


class NoLibvirt(types.ModuleType):
    """Stands for the binding, of which Nova's code only needs the name of its exception here."""

    libvirtError = type('libvirtError', (Exception,), {})


def libvirt_driver():
    """The driver without a libvirt: only what needs none is asked of it."""
    driver.libvirt = sys.modules.setdefault('libvirt', NoLibvirt('libvirt'))
    return driver.LibvirtDriver.__new__(driver.LibvirtDriver)


def disk_info(step):
    """`get_instance_disk_info` of a domain, from its XML and the files that it names."""
    guest = vconfig.LibvirtConfigGuest()
    guest.parse_str(step['xml'])
    return libvirt_driver()._get_instance_disk_info_from_config(guest, None)


class Domain:
    def __init__(self, xml):
        self.xml = xml

    def UUIDString(self):
        guest = vconfig.LibvirtConfigGuest()
        guest.parse_str(self.xml)
        return guest.uuid

    def name(self):
        guest = vconfig.LibvirtConfigGuest()
        guest.parse_str(self.xml)
        return guest.name

    def XMLDesc(self, flags=0):
        return self.xml


def mapped_volumes(instance, devices):
    """What Nova makes of the volumes that its database has for an instance."""
    return {'block_device_mapping': [{'mount_device': device} for device in devices]}


def host_disk(step):
    """What the resource tracker reports: `get_available_resource`, with these domains."""
    volumes = step.get('volumes', {})
    libvirt = libvirt_driver()
    libvirt._host = mock.MagicMock()
    libvirt._host.list_instance_domains.return_value = [Domain(xml) for xml in step['domains']]
    fake = mock.MagicMock(spec=driver.LibvirtDriver)
    fake._host = mock.MagicMock()
    fake._host.get_hostname.return_value = 'node'
    fake._get_cpu_info.return_value = {}
    fake._get_host_numa_topology.return_value = None
    local = driver.LibvirtDriver._get_local_gb_info()
    fake._get_local_gb_info.return_value = local
    known = [types.SimpleNamespace(uuid=uuid) for uuid in volumes]
    with mock.patch.object(objects.InstanceList, 'get_by_filters', return_value=known), \
            mock.patch.object(
                objects.BlockDeviceMappingList, 'bdms_by_instance_uuid', return_value=volumes), \
            mock.patch.object(driver.driver, 'get_block_device_info', mapped_volumes):
        total = libvirt._get_disk_over_committed_size_total()
        fake._get_disk_over_committed_size_total.return_value = total
        data = driver.LibvirtDriver.get_available_resource(fake, 'node')
    node = objects.ComputeNode(CONTEXT)
    node.disk_available_least = data['disk_available_least']
    return {
        'free': local['free'] * (1 << 30),
        'overCommitted': total,
        'availableLeastGib': node.disk_available_least,
    }


def host_failure(step):
    """The exception at which `get_available_resource` fails with these domains, by its name."""
    try:
        host_disk(step)
    except exception.NovaException as error:
        return type(error).__name__
    return None


def running_instance(known):
    return objects.Instance(
        uuid=known['uuid'], id=known['number'], host=known.get('host', CONF.host), os_type=None,
        image_ref=known.get('image', ''),
        kernel_id=known.get('kernel', ''), ramdisk_id=known.get('ramdisk', ''),
        task_state=known.get('task'), vm_state=known.get('state', 'active'))


def block_devices(known):
    def device(fields):
        values = {'source_type': 'blank', 'destination_type': 'local', 'boot_index': -1,
                  'device_name': None, 'disk_bus': None, 'device_type': 'disk', 'tag': None,
                  'guest_format': None, 'delete_on_termination': True, 'volume_type': None,
                  'encrypted': False, 'encryption_format': None, 'encryption_options': None,
                  'encryption_secret_uuid': None, 'id': 1, 'uuid': known['uuid'],
                  'no_device': False, 'volume_id': None, 'snapshot_id': None, 'image_id': None,
                  'connection_info': None, 'attachment_id': None}
        names = objects.BlockDeviceMapping.fields
        given = {**values, **fields}
        return objects.BlockDeviceMapping(**{k: v for k, v in given.items() if k in names})

    devices = []
    if known.get('swapMib'):
        devices.append(device({'volume_size': known['swapMib'], 'guest_format': 'swap'}))
    for gib in known.get('ephemeralGib', []):
        devices.append(device({'volume_size': gib}))
    return objects.BlockDeviceMappingList(objects=devices)


def runs_passes():
    """Whether nova-compute schedules passes of the manager by the configuration that it starts with."""
    from nova.compute import manager
    manager = importlib.reload(manager)
    tasks = manager.ComputeManager._periodic_tasks
    return any(name == '_run_image_cache_manager_pass' for name, _ in tasks)


class Log(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        if record.levelno >= logging.INFO:
            self.lines.append(f'{record.levelname} {record.getMessage()}')


def manage_cache(step):
    """A pass of the image cache manager over these instances of the database, with what it logs."""
    log = Log()
    logger = logging.getLogger('nova.virt.libvirt.imagecache')
    logger.setLevel(logging.DEBUG)
    logger.addHandler(log)
    logging.disable(logging.NOTSET)
    devices = {known['uuid']: block_devices(known) for known in step['instances']}
    manager = imagecache.ImageCacheManager()
    # The service does this before each pass.
    manager.remove_unused_base_images = CONF.image_cache.remove_unused_base_images
    with mock.patch.object(
            objects.BlockDeviceMappingList, 'bdms_by_instance_uuid', return_value=devices):
        if runs_passes():
            manager.update(CONTEXT, [running_instance(known) for known in step['instances']])
    logging.disable(logging.CRITICAL)
    logger.removeHandler(log)
    cache = os.path.join(CONF.instances_path, CONF.image_cache.subdirectory_name)
    return {
        'active': sorted(map(os.path.basename, manager.active_base_files)),
        'log': log.lines,
        'left': sorted(os.listdir(cache)),
        'usage': manager.get_disk_usage(),
    }


STEPS = {
    'diskInfo': disk_info, 'hostDisk': host_disk, 'hostFailure': host_failure,
    'manageCache': manage_cache}
