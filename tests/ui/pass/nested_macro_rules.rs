//! A declaration in a macro that another one calls: literals, expressions and paths arrive in groups within groups.

use endpoint_runtime::{BaseUrl, Endpoint, Headers, Param, Result, endpoints, object, open_enum, request::encode};
use serde::{Deserialize, Serialize};

macro_rules! inner {
    ($crate_path:path, $text:expr, $case:expr, $type:ty, $derived:path, $path:expr, $docs:expr, $time:expr, $visibility:vis) => {
        #[derive(Clone, Debug, Param, Serialize, Deserialize)]
        #[param(crate = $crate_path)]
        #[serde(rename_all = $case)]
        $visibility enum Version {
            #[serde(rename = $text)]
            Latest,
            FirstDraft,
        }

        #[derive(Clone, Debug, Param)]
        #[param(crate = $crate_path, rename_all = $case)]
        $visibility enum Order {
            #[param(rename = $text)]
            Ascending,
            MostRecent,
        }

        #[object(sent, crate = $crate_path, rename_all = $case)]
        #[derive($derived)]
        $visibility struct Parcel {
            #[field($text)]
            sender: $type,
            net_grams: Option<$type>,
        }

        #[open_enum(crate = $crate_path, rename_all = $case)]
        $visibility enum State {
            #[text($text)]
            Sent,
            OnHold,
            Other(String),
        }

        #[derive(Clone, Headers)]
        #[headers(crate = $crate_path)]
        $visibility struct Tenant {
            #[header($text)]
            $visibility name: Option<$type>,
        }

        #[doc = $docs]
        #[endpoints(crate = $crate_path, tag = $text, rename_all = $case, body = json)]
        $visibility trait Parcels {
            #[doc = $docs]
            #[deprecated(note = $docs)]
            #[endpoint(POST $path, timeout = $time, id = $text)]
            async fn add(
                &self,
                id: Version,
                #[headers] tenant: Option<Tenant>,
                #[field($text)] price: Option<$type>,
                net_grams: Option<Option<$type>>,
            ) -> Result<Parcel>;
        }
    };
}

macro_rules! outer {
    ($crate_path:path, $text:expr, $case:literal, $type:ty, $derived:path, $path:literal, $docs:expr, $time:literal, $visibility:vis) => {
        inner!($crate_path, $text, $case, $type, $derived, $path, $docs, $time, $visibility);
    };
}

outer!(endpoint_runtime, "2023-06-01", "kebab-case", String, std::cmp::Eq, "/parcels/<id>", "Docs.", "5s", pub);

fn main() {
    assert_eq!(&*Version::Latest.to_text().unwrap(), "2023-06-01");
    assert_eq!(&*Version::FirstDraft.to_text().unwrap(), "first-draft");
    assert_eq!(serde_json::to_string(&Version::Latest).unwrap(), "\"2023-06-01\"");
    assert_eq!(&*Order::Ascending.to_text().unwrap(), "2023-06-01");
    assert_eq!(&*Order::MostRecent.to_text().unwrap(), "most-recent");
    assert_eq!([State::Sent.as_str(), State::OnHold.as_str()], ["2023-06-01", "on-hold"]);
    let parcel = serde_json::to_string(&Parcel::new("a").net_grams("5")).unwrap();
    assert_eq!(parcel, r#"{"2023-06-01":"a","net-grams":"5"}"#);

    let metadata = AddRequest::METADATA;
    assert_eq!((metadata.id, metadata.docs, metadata.deprecated), ("2023-06-01", "Docs.", Some("Docs.")));
    assert_eq!(metadata.tag, Some("2023-06-01"));
    assert_eq!(metadata.timeout.unwrap().as_secs(), 5);
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = AddRequest::new(Version::FirstDraft).name("t").price("1").net_grams_null();
    let request = encode(&base, &request).unwrap();
    assert_eq!(request.uri().path(), "/parcels/first-draft");
    assert_eq!(request.headers()["2023-06-01"], "t");
    assert_eq!(request.body(), r#"{"2023-06-01":"1","net-grams":null}"#);
}
