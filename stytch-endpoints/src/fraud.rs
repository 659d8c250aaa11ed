//! Fraud prevention: device fingerprints, rules, and e-mail addresses. These endpoints are on a host of their own.

pub mod email;
pub mod fingerprint;
pub mod rules;
pub mod verdict_reasons;

use crate::prelude::*;

/// The recommendation for a device or an e-mail address.
#[open_enum]
pub enum VerdictAction {
    /// Nothing suspicious: go on.
    #[text("ALLOW")]
    Allow,
    /// Unknown or suspicious: ask for more, such as a second factor.
    #[text("CHALLENGE")]
    Challenge,
    /// Known as fraudulent: refuse.
    #[text("BLOCK")]
    Block,
}

/// The recommendation that the project sets for devices, in place of Stytch's.
#[open_enum]
pub enum RuleAction {
    /// Go on.
    #[text("ALLOW")]
    Allow,
    /// Ask for more, such as a second factor.
    #[text("CHALLENGE")]
    Challenge,
    /// Refuse.
    #[text("BLOCK")]
    Block,
    /// Removes the rule.
    #[text("NONE")]
    None,
}

/// The property of a device or its network that a rule compares.
#[open_enum]
pub enum RuleType {
    /// The id in the device's cookie.
    #[text("VISITOR_ID")]
    VisitorId,
    /// The browser, recognized by the cookie and the network fingerprint.
    #[text("BROWSER_ID")]
    BrowserId,
    /// The visitor, recognized without a cookie.
    #[text("VISITOR_FINGERPRINT")]
    VisitorFingerprint,
    /// The browser and its version.
    #[text("BROWSER_FINGERPRINT")]
    BrowserFingerprint,
    /// The operating system and the hardware.
    #[text("HARDWARE_FINGERPRINT")]
    HardwareFingerprint,
    /// The properties of the network connection, such as its TLS handshake.
    #[text("NETWORK_FINGERPRINT")]
    NetworkFingerprint,
    /// The block of addresses that the IP address is in.
    #[text("CIDR_BLOCK")]
    CidrBlock,
    /// The autonomous system that the IP address belongs to.
    #[text("ASN")]
    Asn,
    /// The country of the IP address.
    #[text("COUNTRY_CODE")]
    CountryCode,
}
