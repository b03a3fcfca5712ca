"""Writes domain XML by Nova's own classes (python3-nova): a list of domains as JSON in, of XML out."""

import json
import sys

from nova.virt.libvirt import config as c


def fill(device, values):
    for name, value in values.items():
        if not hasattr(device, name):
            raise AttributeError(f"{type(device).__name__}.{name}")
        setattr(device, name, value)
    return device


def metadata(spec):
    meta = fill(c.LibvirtConfigGuestMetaNovaInstance(), spec["instance"])
    meta.flavor = fill(c.LibvirtConfigGuestMetaNovaFlavor(), spec["flavor"])
    meta.owner = fill(c.LibvirtConfigGuestMetaNovaOwner(), spec["owner"])
    ports = [
        c.LibvirtConfigGuestMetaNovaPort(
            port["uuid"],
            [c.LibvirtConfigGuestMetaNovaIp("fixed", ip, 4) for ip in port["ips"]],
        )
        for port in spec["ports"]
    ]
    meta.ports = c.LibvirtConfigGuestMetaNovaPorts(ports)
    return meta


CLASSES = {
    "disk": c.LibvirtConfigGuestDisk,
    "interface": c.LibvirtConfigGuestInterface,
    "graphics": c.LibvirtConfigGuestGraphics,
    "serial": c.LibvirtConfigGuestSerial,
}


def domain(spec):
    guest = fill(c.LibvirtConfigGuest(), spec["guest"])
    guest.metadata.append(metadata(spec))
    for device in spec["devices"]:
        values = dict(device)
        kind = CLASSES[values.pop("class")]
        guest.add_device(fill(kind(), values))
    return guest.to_xml()


print(json.dumps([domain(spec) for spec in json.load(sys.stdin)]))
