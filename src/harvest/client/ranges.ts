import { type Text, text } from '../../catalog/text.js';

/** Networks that an address given by others must never lead to: CIDR, what it is. The first that fits gives the words. */
export const refusedRanges: readonly (readonly [string, Text])[] = [
  ['169.254.169.254/32', text('บริการข้อมูลเครื่องของผู้ให้บริการคลาวด์', 'a cloud metadata service')],
  ['100.100.100.200/32', text('บริการข้อมูลเครื่องของผู้ให้บริการคลาวด์', 'a cloud metadata service')],
  ['192.0.0.192/32', text('บริการข้อมูลเครื่องของผู้ให้บริการคลาวด์', 'a cloud metadata service')],
  ['168.63.129.16/32', text('บริการข้อมูลเครื่องของผู้ให้บริการคลาวด์', 'a cloud metadata service')],
  ['0.0.0.0/8', text('เครื่องนี้เอง', 'this host')],
  ['10.0.0.0/8', text('เครือข่ายภายใน', 'a private network')],
  ['100.64.0.0/10', text('เครือข่ายภายในของผู้ให้บริการ (CGNAT)', 'a carrier’s private network (CGNAT)')],
  ['127.0.0.0/8', text('เครื่องนี้เอง (loopback)', 'loopback')],
  ['169.254.0.0/16', text('เครือข่ายเฉพาะที่ (link-local)', 'a link-local network')],
  ['172.16.0.0/12', text('เครือข่ายภายใน', 'a private network')],
  ['192.0.0.0/24', text('ช่วงที่สงวนไว้สำหรับโพรโทคอล', 'a range reserved for protocols')],
  ['192.0.2.0/24', text('ช่วงสำหรับเอกสารตัวอย่าง', 'a documentation range')],
  ['192.88.99.0/24', text('ช่วงที่เลิกใช้แล้ว (6to4)', 'a retired range (6to4 relays)')],
  ['192.168.0.0/16', text('เครือข่ายภายใน', 'a private network')],
  ['198.18.0.0/15', text('ช่วงสำหรับทดสอบอุปกรณ์', 'a benchmarking range')],
  ['198.51.100.0/24', text('ช่วงสำหรับเอกสารตัวอย่าง', 'a documentation range')],
  ['203.0.113.0/24', text('ช่วงสำหรับเอกสารตัวอย่าง', 'a documentation range')],
  ['224.0.0.0/4', text('ช่วงกระจายแบบกลุ่ม (multicast)', 'a multicast range')],
  ['255.255.255.255/32', text('ที่อยู่กระจายทั่วเครือข่าย (broadcast)', 'the broadcast address')],
  ['240.0.0.0/4', text('ช่วงที่สงวนไว้', 'a reserved range')],
  ['::/128', text('เครื่องนี้เอง', 'this host')],
  ['::1/128', text('เครื่องนี้เอง (loopback)', 'loopback')],
  ['fd00:ec2::254/128', text('บริการข้อมูลเครื่องของผู้ให้บริการคลาวด์', 'a cloud metadata service')],
  ['fd20:ce::254/128', text('บริการข้อมูลเครื่องของผู้ให้บริการคลาวด์', 'a cloud metadata service')],
  ['fc00::/7', text('เครือข่ายภายใน (unique-local)', 'a private network (unique-local)')],
  ['fe80::/10', text('เครือข่ายเฉพาะที่ (link-local)', 'a link-local network')],
  ['fec0::/10', text('เครือข่ายภายใน (site-local)', 'a private network (site-local)')],
  ['ff00::/8', text('ช่วงกระจายแบบกลุ่ม (multicast)', 'a multicast range')],
  ['64:ff9b:1::/48', text('การแปลงที่อยู่ภายในเครือข่าย (NAT64)', 'a network’s own address translation (NAT64)')],
  ['2001:db8::/32', text('ช่วงสำหรับเอกสารตัวอย่าง', 'a documentation range')],
  ['3fff::/20', text('ช่วงสำหรับเอกสารตัวอย่าง', 'a documentation range')],
  ['2001::/32', text('อุโมงค์ Teredo', 'a Teredo tunnel')],
  ['2001:2::/48', text('ช่วงสำหรับทดสอบอุปกรณ์', 'a benchmarking range')],
  ['2001::/23', text('ช่วงที่สงวนไว้สำหรับโพรโทคอล', 'a range reserved for protocols')],
];

/** All of IPv6 that is on the public network; what is outside and carries no IPv4 address is reserved. */
export const publicIpv6 = '2000::/3';

export const reserved = text('ช่วงที่สงวนไว้', 'a reserved range');

/** IPv6 networks whose addresses carry an IPv4 address: CIDR, the byte it begins at. The carried address is judged in its stead. */
export const carriers: readonly (readonly [string, number])[] = [
  ['::ffff:0:0/96', 12], // IPv4-mapped
  ['::ffff:0:0:0/96', 12], // IPv4-translated
  ['64:ff9b::/96', 12], // NAT64
  ['2002::/16', 2], // 6to4
];
