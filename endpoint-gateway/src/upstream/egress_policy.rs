//! The addresses that an upstream may have.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

/// The policy of the addresses that the gateway may connect to: those of the public internet, and those that an operator lists.
///
/// ```
/// use endpoint_gateway::upstream::EgressPolicy;
///
/// let egress = EgressPolicy::public().range("127.0.0.0/8".parse()?).host("api.internal.example");
/// # Ok::<(), endpoint_gateway::upstream::RangeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct EgressPolicy {
    ranges: Vec<AddressRange>,
    hosts: Vec<String>,
}

impl EgressPolicy {
    /// Allows public addresses only.
    #[must_use]
    pub fn public() -> Self {
        Self::default()
    }

    /// Allows these addresses, too.
    #[must_use]
    pub fn range(mut self, range: AddressRange) -> Self {
        self.ranges.push(range);
        self
    }

    /// Allows every address of this host name.
    #[must_use]
    pub fn host(mut self, name: impl Into<String>) -> Self {
        self.hosts.push(name.into());
        self
    }

    /// Returns the kind of an address if it is refused for this host.
    pub(super) fn refusal(&self, host: &str, address: IpAddr) -> Option<AddressKind> {
        let is_listed = self.ranges.iter().any(|range| range.contains(address))
            || self.hosts.iter().any(|listed| listed.eq_ignore_ascii_case(host));
        if is_listed { None } else { kind(address) }
    }
}

/// The addresses that begin with the same bits, as in `10.0.0.0/8`, `::1` or `fd00:1::/32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressRange {
    address: IpAddr,
    bits: u8,
}

/// The error of a text that is not a range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a range of addresses; write it as in `127.0.0.1`, `10.0.0.0/8` or `fd00::/8`")]
pub struct RangeError;

impl AddressRange {
    /// Returns whether the address is in the range. An IPv4 address within an IPv6 one is not an IPv4 address.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let bits = u32::from(self.bits);
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (u32::from(own) ^ u32::from(other)).checked_shr(32 - bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                (u128::from(own) ^ u128::from(other)).checked_shr(128 - bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

impl FromStr for AddressRange {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, RangeError> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| RangeError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| RangeError)?;
        if bits <= most { Ok(Self { address, bits }) } else { Err(RangeError) }
    }
}

/// The kind of an address that is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressKind {
    Unspecified,
    Loopback,
    Private,
    LinkLocal,
    Metadata,
    Multicast,
    /// An IPv6 address that contains an IPv4 one.
    Embedded,
    Reserved,
}

impl fmt::Display for AddressKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unspecified => "unspecified",
            Self::Loopback => "a loopback one",
            Self::Private => "a private one",
            Self::LinkLocal => "a link-local one",
            Self::Metadata => "one of a cloud's metadata service",
            Self::Multicast => "a multicast one",
            Self::Embedded => "an IPv4 address within an IPv6 one",
            Self::Reserved => "a reserved one",
        })
    }
}

/// Returns the kind of an address, and `None` for a public one.
fn kind(address: IpAddr) -> Option<AddressKind> {
    match address {
        IpAddr::V4(address) => kind_of_v4(address),
        IpAddr::V6(address) => kind_of_v6(address),
    }
}

fn kind_of_v4(address: Ipv4Addr) -> Option<AddressKind> {
    Some(match address.octets() {
        // Those of AWS, Azure and most others, of Alibaba, of Azure's host and of Oracle.
        [169, 254, 169, 254] | [100, 100, 100, 200] | [168, 63, 129, 16] | [192, 0, 0, 192] => AddressKind::Metadata,
        [0, ..] => AddressKind::Unspecified,
        [127, ..] => AddressKind::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => AddressKind::Private,
        [169, 254, ..] => AddressKind::LinkLocal,
        [224..=239, ..] => AddressKind::Multicast,
        // IETF assignments, documentation, 6to4 relays, benchmarks, and class E with the broadcast address.
        [192, 0, 0 | 2, _]
        | [198, 51, 100, _]
        | [203, 0, 113, _]
        | [192, 88, 99, _]
        | [198, 18 | 19, ..]
        | [240..=255, ..] => AddressKind::Reserved,
        _ => return None,
    })
}

fn kind_of_v6(address: Ipv6Addr) -> Option<AddressKind> {
    Some(match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => AddressKind::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => AddressKind::Loopback,
        [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] | [0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254] => AddressKind::Metadata,
        // Compatible, mapped, translated; NAT64, by the well-known and the local prefix; Teredo; 6to4; ISATAP.
        [0, 0, 0, 0, 0, 0 | 0xffff, ..]
        | [0, 0, 0, 0, 0xffff, 0, ..]
        | [0x64, 0xff9b, ..]
        | [0x2001, 0, ..]
        | [0x2002, ..]
        | [_, _, _, _, 0 | 0x200, 0x5efe, ..] => AddressKind::Embedded,
        [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => AddressKind::Private,
        [0xfe80..=0xfebf, ..] => AddressKind::LinkLocal,
        [0xff00..=0xffff, ..] => AddressKind::Multicast,
        // Special purposes and documentation within the global range.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => AddressKind::Reserved,
        [0x2000..=0x3fff, ..] => return None,
        _ => AddressKind::Reserved,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_reached() {
        for (addresses, expected) in [
            ("0.0.0.0 0.1.2.3 ::", AddressKind::Unspecified),
            ("127.0.0.1 127.255.255.254 ::1", AddressKind::Loopback),
            ("10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 fc00::1 fdff::1 fec0::1", AddressKind::Private),
            ("169.254.0.1 fe80::1 febf::1", AddressKind::LinkLocal),
            (
                "169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254 fd20:ce::254",
                AddressKind::Metadata,
            ),
            ("224.0.0.1 239.255.255.255 ff02::1", AddressKind::Multicast),
            ("::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::a00:1", AddressKind::Embedded),
            ("64:ff9b:1::a00:1 2001:0:1::1 2002:7f00:1::1 2606:4700::5efe:a00:1", AddressKind::Embedded),
            ("192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 240.0.0.1 255.255.255.255", AddressKind::Reserved),
            ("192.88.99.1 2001:db8::1 3fff::1 100::1 5f00::1 4000::1 2001:2::1", AddressKind::Reserved),
        ] {
            for address in addresses.split(' ') {
                assert_eq!(kind(address.parse().unwrap()), Some(expected), "{address}");
            }
        }
        for address in "1.1.1.1 172.32.0.1 100.128.0.1 192.0.1.1 2606:4700::1111 2001:4860:4860::8888".split(' ') {
            assert_eq!(kind(address.parse().unwrap()), None, "{address}");
        }
    }

    #[test]
    fn a_listing_covers_its_range_and_nothing_else() {
        let egress = EgressPolicy::public().range("127.0.0.0/8".parse().unwrap()).host("Sandbox.example");
        for (host, address, refused) in [
            ("a.example", "127.1.2.3", None),
            ("a.example", "::ffff:127.0.0.1", Some(AddressKind::Embedded)),
            ("a.example", "10.0.0.1", Some(AddressKind::Private)),
            ("sandbox.example", "10.0.0.1", None),
            ("a.sandbox.example", "10.0.0.1", Some(AddressKind::Private)),
        ] {
            assert_eq!(egress.refusal(host, address.parse().unwrap()), refused, "{host} {address}");
        }
        let all: AddressRange = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("255.0.0.1".parse().unwrap()) && !all.contains("::1".parse().unwrap()));
        for text in ["", "10/8", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "localhost"] {
            assert_eq!(text.parse::<AddressRange>(), Err(RangeError), "{text}");
        }
    }
}
