//! Types of other crates as parameters: their texts, and every place that a parameter can have.
#![cfg(all(
    feature = "chrono",
    feature = "dynamic",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "server",
    feature = "url",
    feature = "uuid"
))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

mod places;

use std::fmt::Debug;

use chrono::TimeZone as _;
use endpoint_runtime::Param;
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// Checks that the text of a value is its JSON scalar, and that both are read as the value.
fn check<T: Param + Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = value.to_text().unwrap().to_string();
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(json.as_str().unwrap_or(&json.to_string()), text);
    assert_eq!(T::from_text(&text).as_ref(), Ok(value));
    assert_eq!(serde_json::from_value::<T>(json).unwrap(), *value);
}

proptest! {
    #[test]
    fn the_texts_of_addresses_and_numbers_are_their_json(bits: u128, small: std::num::NonZero<u16>, large: std::num::NonZero<i64>) {
        check(&std::net::Ipv6Addr::from_bits(bits));
        check(&std::net::IpAddr::from(std::net::Ipv6Addr::from_bits(bits)));
        check(&std::net::Ipv4Addr::from_bits((bits & 0xffff_ffff).try_into().unwrap()));
        check(&small);
        check(&large);
    }

    #[test]
    fn the_text_of_a_uuid_is_its_json(bits: u128) {
        check(&uuid::Uuid::from_u128(bits));
    }

    #[test]
    fn the_texts_of_jiff_are_their_json(
        seconds in -377_705_023_201_i64..=253_402_207_200,
        nanoseconds in 0..1_000_000_000_i32,
        any_seconds: i64,
    ) {
        let time = jiff::Timestamp::new(seconds, if seconds == 253_402_207_200 { 0 } else { nanoseconds }).unwrap();
        check(&time);
        let civil = jiff::tz::Offset::UTC.to_datetime(time);
        check(&civil);
        check(&civil.date());
        check(&civil.time());
        check(&jiff::SignedDuration::new(any_seconds, if any_seconds < 0 { -nanoseconds } else { nanoseconds }));
    }

    #[test]
    fn the_texts_of_chrono_are_their_json(
        seconds in -8_334_601_228_800_i64..=8_210_266_876_799,
        nanoseconds in 0..1_000_000_000_u32,
        minutes in -1439..1440_i32,
    ) {
        let time = chrono::Utc.timestamp_opt(seconds, nanoseconds).unwrap();
        check(&time);
        check(&time.naive_utc());
        check(&time.date_naive());
        check(&time.time());
        // The local time has a year, too.
        let near = chrono::Utc.timestamp_opt(seconds / 2, nanoseconds).unwrap();
        check(&near.with_timezone(&chrono::FixedOffset::east_opt(minutes * 60).unwrap()));
    }

    #[test]
    fn the_text_of_a_decimal_is_its_json(digits in -(1_i128 << 96) + 1..1_i128 << 96, scale in 0..=28_u32) {
        check(&rust_decimal::Decimal::from_i128_with_scale(digits, scale));
    }

    #[test]
    fn the_text_of_a_url_is_its_json(host in "[a-z]{1,8}", path in "[a-z%/ äß]{0,12}", query in "[a-z=& +#]{0,12}") {
        check(&url::Url::parse(&format!("https://{host}.example/{path}?{query}")).unwrap());
    }
}

#[test]
fn texts_have_the_documented_form() {
    fn text<T: Param>(text: &str) -> String {
        T::from_text(text).unwrap().to_text().unwrap().to_string()
    }
    assert_eq!(text::<uuid::Uuid>("{0B0E4A4E-98F5-4B25-8D25-9B8B8D4ECF2A}"), "0b0e4a4e-98f5-4b25-8d25-9b8b8d4ecf2a");
    assert_eq!(text::<jiff::Timestamp>("2026-01-31T13:30:00.5+01:00"), "2026-01-31T12:30:00.5Z");
    assert_eq!(text::<jiff::SignedDuration>("PT90M"), "PT1H30M");
    assert_eq!(text::<chrono::DateTime<chrono::Utc>>("2026-01-31T13:30:00.5+01:00"), "2026-01-31T12:30:00.500Z");
    assert_eq!(text::<chrono::DateTime<chrono::FixedOffset>>("2026-01-31T13:30:00+01:00"), "2026-01-31T13:30:00+01:00");
    assert_eq!(text::<chrono::NaiveDateTime>("2026-01-31T13:30:00"), "2026-01-31T13:30:00");
    assert_eq!(text::<rust_decimal::Decimal>("1.10"), "1.10");
    assert_eq!(text::<url::Url>("https://example.com"), "https://example.com/");
    for refused in ["1e3", "+1", "1_000", "1.00000000000000000000000000001", "", "NaN"] {
        assert!(rust_decimal::Decimal::from_text(refused).is_err(), "{refused}");
    }
    let error = uuid::Uuid::from_text("not secret").unwrap_err();
    assert_eq!(error.to_string(), "expected a UUID");
}
