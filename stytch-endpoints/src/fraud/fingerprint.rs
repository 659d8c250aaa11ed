//! `/v1/fingerprint/lookup`, on the fraud host

use crate::fraud::{RuleType, VerdictAction};
use crate::prelude::*;

/// Fingerprints of devices, and verdicts on them.
#[endpoints(
    defaults = crate::api,
    tag = "Fraud: device fingerprints",
    path = "/v1/fingerprint/lookup",
    id = "api_fraud_v1_fraud_fingerprint_",
    host = fraud,
)]
pub trait Fingerprint {
    /// Returns the fingerprints of a device, and a verdict: let it go on, ask for more, or refuse it.
    ///
    /// A repeated call returns the same fingerprints and stores the same metadata, until they expire.
    ///
    /// # Errors
    /// `telemetry_id_not_found` (404) for an id that is unknown or expired. Treat it as a refusal: an attacker can make
    /// up ids.
    #[endpoint(POST, id = "Lookup", idempotent)]
    async fn lookup(
        &self,
        /// The id that Stytch's JavaScript has returned on the device.
        telemetry_id: TelemetryId,
        external_metadata: Option<ExternalMetadata>,
    ) -> Result<LookupResponse>;
}

/// The fingerprints of a device, and the verdict on it.
#[object]
pub struct LookupResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The id that was looked up.
    pub telemetry_id: TelemetryId,
    /// The values by which the device is recognized.
    pub fingerprints: Fingerprints,
    /// The recommendation, and its reasons.
    pub verdict: Verdict,
    /// The application's own data about the visit.
    pub external_metadata: ExternalMetadata,
    /// The time at which the fingerprints were taken.
    pub created_at: Timestamp,
    /// The time from which the id is no longer found.
    pub expires_at: Timestamp,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The network and the browser of the device.
    pub properties: Option<Properties>,
    /// The measured values themselves, such as the size of the screen, if the workspace has them enabled.
    pub raw_signals: Option<JsonMap>,
}

/// The application's own data about a visit, by which Stytch's dashboard finds it. Each value has at most 65 letters,
/// digits and `_-+.@`.
#[object(sent)]
pub struct ExternalMetadata {
    /// An id of the application's own, such as that of its user.
    pub external_id: Option<String>,
    /// The Organization of the visitor.
    pub organization_id: Option<OrganizationId>,
    /// The name of what the visitor does, such as `login`.
    pub user_action: Option<String>,
}

/// The values by which a device is recognized.
#[object]
pub struct Fingerprints {
    /// The network connection, such as its TLS handshake.
    pub network_fingerprint: String,
    /// The operating system and the hardware.
    pub hardware_fingerprint: String,
    /// The browser and its version.
    pub browser_fingerprint: String,
    /// The visitor, recognized without a cookie.
    pub visitor_fingerprint: String,
    /// The id in the device's cookie, if it keeps cookies.
    pub visitor_id: Option<String>,
    /// The browser, recognized by the cookie and the network fingerprint.
    pub browser_id: Option<String>,
}

/// The recommendation for a device, and its reasons.
#[object]
pub struct Verdict {
    /// The recommendation, by the project's rules or by Stytch's own judgment.
    pub action: VerdictAction,
    /// The names of what led to it, such as `RULE_MATCH` or `VIRTUAL_MACHINE`.
    pub reasons: Vec<String>,
    /// The operating system and architecture that the device seems to have.
    pub detected_device_type: String,
    /// `false` if the hardware or the browser pretends to be another one.
    pub is_authentic_device: bool,
    /// The reasons whose action the project has overridden.
    pub verdict_reason_overrides: Vec<VerdictReasonOverride>,
    /// The property that a rule of the project matched; only with the reason `RULE_MATCH`.
    pub rule_match_type: Option<RuleType>,
    /// The value that the rule matched; only with the reason `RULE_MATCH`.
    pub rule_match_identifier: Option<String>,
}

/// A reason of a verdict whose action the project has overridden.
#[object]
pub struct VerdictReasonOverride {
    /// The name of the reason.
    pub verdict_reason: String,
    /// The action that the project has set for it.
    pub override_action: VerdictAction,
}

/// The network and the browser of a device.
#[object]
pub struct Properties {
    /// The network that the device was connected through.
    pub network_properties: NetworkProperties,
    /// The browser that took the fingerprints.
    pub browser_properties: BrowserProperties,
}

/// The network of a device.
#[object]
pub struct NetworkProperties {
    /// The address that the device was seen under.
    pub ip_address: String,
    /// The autonomous system that the address belongs to.
    pub asn: AsnProperties,
    /// The place that the address belongs to.
    pub ip_geolocation: IpGeoProperties,
    /// `true` if the address belongs to a proxy.
    pub is_proxy: bool,
    /// `true` if the address belongs to a VPN.
    pub is_vpn: bool,
}

/// An autonomous system: a network of a provider on the Internet.
#[object]
pub struct AsnProperties {
    /// The number of the system.
    pub asn: String,
    /// The name under which the system is registered.
    pub name: String,
    /// The block of addresses, as CIDR.
    pub network: String,
}

/// The place of an IP address.
#[object]
pub struct IpGeoProperties {
    /// The city, by its name.
    pub city: String,
    /// The state or province.
    pub region: String,
    /// The country.
    pub country: String,
}

/// The browser of a device.
#[object]
pub struct BrowserProperties {
    /// The `User-Agent` header.
    pub user_agent: String,
}
