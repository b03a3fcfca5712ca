"""What Nova's own code asks placement for: DISK_GB of flavors, what it reserves, and the ratio."""
import json
import sys

import nova.conf
from nova import objects
from nova.scheduler import utils
from nova.virt import driver

CONF = nova.conf.CONF
objects.register_all()


def disk_gb(one):
    flavor = objects.Flavor(
        id=1, flavorid='1', name='x', memory_mb=512, vcpus=1, rxtx_factor=1.0, vcpu_weight=0,
        root_gb=one['root'], ephemeral_gb=one['ephemeral'], swap=one['swap'], extra_specs={},
        is_public=True, disabled=False)
    spec = objects.RequestSpec(
        flavor=flavor, is_bfv=one['fromVolume'], requested_resources=[],
        image=objects.ImageMeta(properties=objects.ImageMetaProps()),
        request_level_params=objects.RequestLevelParams(), numa_topology=None,
        pci_requests=objects.InstancePCIRequests(requests=[]),
        requested_networks=objects.NetworkRequestList(objects=[]))
    make = getattr(utils.ResourceRequest, 'from_request_spec', utils.ResourceRequest)
    return make(spec).merged_resources().get('DISK_GB', 0)


def inventory(options):
    for name, value in options.items():
        CONF.set_override(name, value)
    found = {
        'reserved': driver.ComputeDriver._get_reserved_host_disk_gb_from_config(),
        'ratio': driver.ComputeDriver._get_allocation_ratios({})['DISK_GB'],
    }
    for name in options:
        CONF.clear_override(name)
    return found


asked = json.load(sys.stdin)
CONF([], default_config_files=[])
print(json.dumps({
    'disks': [disk_gb(one) for one in asked['flavors']],
    'inventories': [inventory(options) for options in asked['options']],
}))
