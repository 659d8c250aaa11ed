//! Every place of a parameter, for each type.

use endpoint_runtime::{
    Client, Json, JsonMap, Query, Result,
    dynamic::Data,
    endpoints,
    http::StatusCode,
    object,
    provider::{Environment, Provider},
};

macro_rules! in_every_place {
    ($($module:ident $group:ident: $type:ty, $text:literal, $json:expr, $format:expr;)+) => {$(
        mod $module {
            use super::*;

            type Value = $type;

            #[object(server, sent, schema)]
            pub struct Holder {
                pub one: Option<Value>,
                pub many: Vec<Value>,
            }

            #[derive(Clone, Query)]
            #[query(server, schema)]
            pub struct $group {
                pub within: Option<Value>,
            }

            #[endpoints(server, schema)]
            pub trait Places {
                #[endpoint(POST "/json/<path>?<query>&<repeated>&<joined>", auth = none)]
                async fn json(
                    &self,
                    path: Value,
                    query: Value,
                    repeated: Vec<Value>,
                    #[join("|")] joined: Vec<Value>,
                    #[query] group: $group,
                    #[header("X-Value")] header: Value,
                    #[cookie("value")] cookie: Value,
                    field: Value,
                    holder: Holder,
                ) -> Result<Holder>;

                #[endpoint(POST "/form", form, auth = none)]
                async fn form(&self, field: Value, optional: Option<Value>) -> Result<Holder>;
            }

            struct Echo;

            impl Places for Echo {
                async fn json(&self, request: JsonRequest) -> Result<Holder> {
                    let mut many = vec![request.path, request.query, request.header, request.cookie, request.field];
                    many.extend(request.repeated);
                    many.extend(request.joined);
                    many.extend(request.group.within);
                    many.extend(request.holder.many);
                    let mut holder = Holder::new(many);
                    holder.one = request.holder.one;
                    Ok(holder)
                }

                async fn form(&self, request: FormRequest) -> Result<Holder> {
                    let mut holder = Holder::new(vec![request.field]);
                    holder.one = request.optional;
                    Ok(holder)
                }
            }

            #[tokio::test]
            async fn every_place_keeps_the_value() {
                let value = || <Value as endpoint_runtime::Param>::from_text($text).unwrap();
                let client = Client::builder().service(PlacesServer::new(Echo)).build().unwrap();
                let holder = Holder::new(vec![value()]).one(value());
                let request = JsonRequest::new(
                    value(), value(), $group { within: Some(value()) }, value(), value(), value(), holder,
                );
                let request = request.repeated(vec![value(), value()]).joined(vec![value(), value()]);
                let echoed = client.send(request).await.unwrap();
                assert_eq!((echoed.one, echoed.many), (Some(value()), vec![value(); 11]));
                let echoed = client.send(FormRequest::new(value()).optional(value())).await.unwrap();
                assert_eq!((echoed.one, echoed.many), (Some(value()), vec![value()]));
            }

            #[tokio::test]
            async fn a_call_by_data_sends_the_same_and_a_malformed_value_is_refused_by_its_name() {
                let provider = Provider::builder("test")
                    .environment(Environment::new("live", "https://api.example.com"))
                    .resource(PlacesClient::SCHEMAS)
                    .build()
                    .unwrap();
                let operation = provider.operation("places_form").unwrap();
                let schema = &operation.parameter("field").unwrap().schema;
                let format: Option<&str> = $format;
                assert_eq!(schema.get("format").and_then(serde_json::Value::as_str), format, "{schema}");
                let client = Client::builder().service(PlacesServer::new(Echo)).build().unwrap();
                let input: JsonMap = serde_json::from_value(serde_json::json!({ "field": $json })).unwrap();
                let Data::Json(sent) = client.call(operation, input).unwrap().await.unwrap() else { unreachable!() };
                let many = sent.get("many").and_then(Json::as_array).unwrap();
                assert_eq!(serde_json::to_value(many).unwrap(), serde_json::json!([$json]));
                let bad: JsonMap = serde_json::from_value(serde_json::json!({ "field": [] })).unwrap();
                assert!(client.call(operation, bad).unwrap_err().to_string().contains("`field`"));
                let malformed = endpoint_runtime::http::Request::post("/form")
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body("field=nonsense%20".into()).unwrap();
                let error = client.execute(malformed).await.unwrap_err();
                assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
                let problem = error.problem().unwrap();
                assert_eq!(problem.extensions.get("field").unwrap().as_str(), Some("field"));
            }
        }
    )+};
}

in_every_place! {
    addresses Addresses: std::net::IpAddr, "2001:db8::1", "2001:db8::1", Some("ip");
    addresses_4 Addresses4: std::net::Ipv4Addr, "192.0.2.1", "192.0.2.1", Some("ipv4");
    addresses_6 Addresses6: std::net::Ipv6Addr, "2001:db8::1", "2001:db8::1", Some("ipv6");
    non_zero NonZero: std::num::NonZero<u16>, "42", 42, Some("uint16");
    non_zero_signed NonZeroSigned: std::num::NonZero<i64>, "-42", -42, Some("int64");
    uuids Uuids: uuid::Uuid, "0b0e4a4e-98f5-4b25-8d25-9b8b8d4ecf2a", "0b0e4a4e-98f5-4b25-8d25-9b8b8d4ecf2a", Some("uuid");
    jiff_timestamps JiffTimestamps: jiff::Timestamp, "2026-01-31T12:30:00.5Z", "2026-01-31T12:30:00.5Z", Some("date-time");
    jiff_dates JiffDates: jiff::civil::Date, "2026-01-31", "2026-01-31", Some("date");
    jiff_times JiffTimes: jiff::civil::Time, "12:30:00", "12:30:00", Some("partial-time");
    jiff_date_times JiffDateTimes: jiff::civil::DateTime, "2026-01-31T12:30:00", "2026-01-31T12:30:00", Some("partial-date-time");
    jiff_durations JiffDurations: jiff::SignedDuration, "PT1H30M", "PT1H30M", Some("duration");
    chrono_utc ChronoUtc: chrono::DateTime<chrono::Utc>, "2026-01-31T12:30:00Z", "2026-01-31T12:30:00Z", Some("date-time");
    chrono_offset ChronoOffset: chrono::DateTime<chrono::FixedOffset>, "2026-01-31T12:30:00+01:00", "2026-01-31T12:30:00+01:00", Some("date-time");
    chrono_dates ChronoDates: chrono::NaiveDate, "2026-01-31", "2026-01-31", Some("date");
    chrono_times ChronoTimes: chrono::NaiveTime, "12:30:00", "12:30:00", Some("partial-time");
    chrono_date_times ChronoDateTimes: chrono::NaiveDateTime, "2026-01-31T12:30:00", "2026-01-31T12:30:00", Some("partial-date-time");
    decimals Decimals: rust_decimal::Decimal, "1.10", "1.10", None;
    urls Urls: url::Url, "https://example.com/a?b=c&d", "https://example.com/a?b=c&d", Some("uri");
}
