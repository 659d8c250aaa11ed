//! The devices with which somebody has signed in.

use crate::prelude::*;

/// The device of a sign-in, and whether it is a known one. It needs a telemetry id, and device fingerprinting in the
/// workspace.
#[object]
pub struct DeviceInfo {
    /// The id of the device, from a cookie.
    pub visitor_id: String,
    /// Earlier sign-ins with this device.
    pub visitor_id_details: Option<DeviceAttributeDetails>,
    /// The IP address of the device.
    pub ip_address: Option<String>,
    /// Earlier sign-ins from this address.
    pub ip_address_details: Option<DeviceAttributeDetails>,
    /// The city that the address belongs to.
    pub ip_geo_city: Option<String>,
    /// The state or province that the address belongs to.
    pub ip_geo_region: Option<String>,
    /// The country that the address belongs to, as a code of two letters (ISO 3166-1).
    pub ip_geo_country: Option<String>,
    /// Earlier sign-ins from this country.
    pub ip_geo_country_details: Option<DeviceAttributeDetails>,
}

/// Earlier sign-ins of the same person with the same device, address or country.
#[object]
pub struct DeviceAttributeDetails {
    /// `true` if there was none before.
    pub is_new: bool,
    /// The time of the first sign-in.
    pub first_seen_at: Option<Timestamp>,
    /// The time of the last sign-in.
    pub last_seen_at: Option<Timestamp>,
}
