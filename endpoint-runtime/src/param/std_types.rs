//! Types of the standard library as parameters: addresses, and numbers other than zero.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZero,
};

use super::{Param, ParamError, ParamText};

macro_rules! address_params {
    ($($address:ty: $expected:literal),+) => {$(
        impl Param for $address {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                Ok(ParamText::display(self))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                text.parse().map_err(|_| ParamError::new($expected))
            }
        }
    )+};
}

address_params! {
    IpAddr: "expected an IP address, such as 192.0.2.1 or 2001:db8::1",
    Ipv4Addr: "expected an IPv4 address, such as 192.0.2.1",
    Ipv6Addr: "expected an IPv6 address, such as 2001:db8::1"
}

macro_rules! non_zero_params {
    ($($number:ty),+) => {$(
        impl Param for NonZero<$number> {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                Ok(ParamText::display(self))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                let number = <$number>::from_text(text)?;
                Self::new(number).ok_or_else(|| ParamError::new("expected a whole number other than 0"))
            }
        }
    )+};
}

non_zero_params!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
