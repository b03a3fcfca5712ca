"""Reads nova.conf by Nova's own options and oslo.config: a list of lists of texts as JSON in, values out."""

import json
import os
import sys
import tempfile

from oslo_config import cfg

import nova.conf

CONF = nova.conf.CONF

NAMES = [
    "host",
    "my_ip",
    "instances_path",
    "use_cow_images",
    "force_raw_images",
    "preallocate_images",
    "state_path",
    "default_ephemeral_format",
    "reserved_host_disk_mb",
    "disk_allocation_ratio",
    "initial_disk_allocation_ratio",
    "libvirt.images_type",
    "libvirt.images_rbd_pool",
    "libvirt.images_rbd_ceph_conf",
    "libvirt.images_volume_group",
    "libvirt.snapshots_directory",
    "image_cache.manager_interval",
    "image_cache.subdirectory_name",
    "image_cache.remove_unused_base_images",
    "image_cache.remove_unused_original_minimum_age_seconds",
    "image_cache.remove_unused_resized_minimum_age_seconds",
    "compute.vmdk_allowed_types",
    "workarounds.reserve_disk_resource_for_image_cache",
]


def value(name):
    group, _, option = name.rpartition(".")
    try:
        return getattr(getattr(CONF, group) if group else CONF, option)
    except cfg.ConfigFileValueError:
        return {"refused": True}
    except cfg.TemplateSubstitutionError:
        return {"unknown": True}


def read(texts):
    with tempfile.TemporaryDirectory() as folder:
        args = []
        for index, text in enumerate(texts):
            path = os.path.join(folder, f"{index}.conf")
            with open(path, "w", encoding="utf8") as file:
                file.write(text)
            args += ["--config-file", path]
        CONF.reset()
        CONF(args, project="nova", default_config_files=[], default_config_dirs=[])
        return {name: value(name) for name in NAMES}


print(json.dumps([read(texts) for texts in json.load(sys.stdin)]))
