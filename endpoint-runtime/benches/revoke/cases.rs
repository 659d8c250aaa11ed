//! The measured cases, in groups. The first case of a group is the reference for the others.

use std::{fmt, future::ready, hint::black_box};

use endpoint_runtime::{
    BaseUrl, Bytes, Endpoint,
    http::{Request, Response},
    request, response,
};
use stytch::b2b::organizations_members_connected_apps as official;

use crate::{
    declared::{self, APP, ByHand, MEMBER, ORGANIZATION, PROJECT, RESPONSE, RevokeRequest, SECRET, SESSION},
    handwritten::{AGENT, Api, Escape, SESSION_HEADER, by_crate, by_table, target},
    network,
    objects::{self, ByDerive, ByTable},
    streams,
};

/// A function that runs a case once.
pub(crate) type Iteration = Box<dyn FnMut()>;

/// One implementation of the task of its group.
pub(crate) struct Case {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    prepare: fn() -> Iteration,
}

const ENCODE: &str = "encode";
const FIELDS: &str = "encode a body of three fields";
const DECODE: &str = "decode";
const READ_40: &str = "decode 40 members in order";
const READ_40_MIXED: &str = "decode 40 members in random order";
const WRITE_40: &str = "encode 40 members";
const BOTH: &str = "encode and decode";
const NO_NETWORK: &str = "call without a network";
const HYPER: &str = "call over hyper";
const REQWEST: &str = "call over reqwest";
const DOWNLOAD: &str = "download 4 MiB piece by piece";
const UPLOAD: &str = "upload a file of 1 MiB by multipart";
const EVENTS: &str = "read 1,000 events";

#[rustfmt::skip]
pub(crate) const CASES: &[Case] = &[
    Case { group: ENCODE, name: "hand-written", prepare: || encode_by_hand(by_table) },
    Case { group: ENCODE, name: "endpoint-runtime", prepare: encode },
    Case { group: ENCODE, name: "hand-written with the percent-encoding crate", prepare: || encode_by_hand(by_crate) },
    Case { group: ENCODE, name: "reqwest's builder", prepare: encode_by_reqwest },
    Case { group: ENCODE, name: "stytch 11.1.0, until it is handed to reqwest", prepare: encode_by_stytch },
    Case { group: FIELDS, name: "hand-written", prepare: encode_fields_by_hand },
    Case { group: FIELDS, name: "endpoint-runtime", prepare: encode_fields },
    Case { group: DECODE, name: "serde_json", prepare: decode_by_hand },
    Case { group: DECODE, name: "endpoint-runtime", prepare: decode },
    Case { group: READ_40, name: "serde's derive", prepare: || objects::read::<ByDerive>(objects::in_order()) },
    Case { group: READ_40, name: "#[object]", prepare: || objects::read::<ByTable>(objects::in_order()) },
    Case { group: READ_40_MIXED, name: "serde's derive", prepare: || objects::read::<ByDerive>(objects::in_random_order()) },
    Case { group: READ_40_MIXED, name: "#[object]", prepare: || objects::read::<ByTable>(objects::in_random_order()) },
    Case { group: WRITE_40, name: "serde's derive", prepare: objects::write::<ByDerive> },
    Case { group: WRITE_40, name: "#[object]", prepare: objects::write::<ByTable> },
    Case { group: BOTH, name: "hand-written", prepare: both_by_hand },
    Case { group: BOTH, name: "endpoint-runtime", prepare: both },
    Case { group: NO_NETWORK, name: "hand-written", prepare: no_network_by_hand },
    Case { group: NO_NETWORK, name: "endpoint-runtime", prepare: network::no_network },
    Case { group: HYPER, name: "hyper-util", prepare: network::raw_hyper },
    Case { group: HYPER, name: "endpoint-runtime", prepare: network::hyper },
    Case { group: REQWEST, name: "reqwest", prepare: network::raw_reqwest },
    Case { group: REQWEST, name: "endpoint-runtime", prepare: network::reqwest },
    Case { group: REQWEST, name: "stytch 11.1.0", prepare: network::stytch },
    Case { group: DOWNLOAD, name: "reqwest", prepare: streams::raw_download },
    Case { group: DOWNLOAD, name: "endpoint-runtime", prepare: streams::download },
    Case { group: UPLOAD, name: "reqwest", prepare: streams::raw_upload },
    Case { group: UPLOAD, name: "endpoint-runtime", prepare: streams::upload },
    Case { group: EVENTS, name: "eventsource-stream and serde_json", prepare: streams::raw_events },
    Case { group: EVENTS, name: "endpoint-runtime", prepare: streams::events },
];

impl Case {
    pub(crate) fn prepare(&self) -> Iteration {
        (self.prepare)()
    }

    /// Returns the number of iterations that is enough to measure one.
    pub(crate) fn iterations(&self) -> u64 {
        match self.group {
            HYPER | REQWEST => 200,
            DOWNLOAD | UPLOAD | EVENTS => 20,
            _ => 500,
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.group, self.name)
    }
}

/// Checks that both implementations of encoding write the same requests.
pub(crate) fn check() {
    let (api, base) = (Api::new(AUTHORITY), base());
    let same = |ours: Request<Bytes>, theirs: Request<Bytes>| {
        assert_eq!((ours.method(), ours.uri()), (theirs.method(), theirs.uri()));
        assert_eq!((ours.headers(), ours.body()), (theirs.headers(), theirs.body()));
    };
    same(encoded(&api, &base, &declared::request()), api.request(by_table));
    same(encoded(&api, &base, &declared::repeating()), api.repeating());
    assert_eq!(target(by_table), target(by_crate));
}

const AUTHORITY: &str = "localhost:8080";

fn base() -> BaseUrl {
    format!("http://{AUTHORITY}").parse().unwrap()
}

fn encode_by_hand(escape: Escape) -> Iteration {
    let api = Api::new(AUTHORITY);
    Box::new(move || drop(black_box(api.request(escape))))
}

/// Encodes a request, and adds the headers of a client.
fn encoded(api: &Api, base: &BaseUrl, request: &impl Endpoint) -> Request<Bytes> {
    let mut request = request::encode(base, request).unwrap();
    api.add_own(request.headers_mut());
    request
}

fn encode() -> Iteration {
    let (api, base, request) = (Api::new(AUTHORITY), base(), declared::request());
    Box::new(move || drop(black_box(encoded(&api, &base, black_box(&request)))))
}

fn encode_fields_by_hand() -> Iteration {
    let api = Api::new(AUTHORITY);
    Box::new(move || drop(black_box(api.repeating())))
}

fn encode_fields() -> Iteration {
    let (api, base, request) = (Api::new(AUTHORITY), base(), declared::repeating());
    Box::new(move || drop(black_box(encoded(&api, &base, black_box(&request)))))
}

fn encode_by_reqwest() -> Iteration {
    let client = reqwest::Client::builder().user_agent(AGENT).build().unwrap();
    let origin = format!("http://{AUTHORITY}");
    Box::new(move || {
        let request = client
            .post(origin.clone() + &target(by_table))
            .basic_auth(PROJECT, Some(SECRET))
            .header(SESSION_HEADER, SESSION)
            .json(&serde_json::Map::new())
            .build();
        drop(black_box(request.unwrap()));
    })
}

/// The reqwest client refuses plain http, after the request is encoded and before it is sent.
fn encode_by_stytch() -> Iteration {
    let mut client = network::stytch_client(AUTHORITY);
    client.client = reqwest::Client::builder().https_only(true).build().unwrap();
    let apps = official::ConnectedApps::new(client);
    let runtime = network::runtime();
    Box::new(move || {
        let refused = runtime.block_on(apps.revoke(stytch_request()));
        assert!(black_box(refused).is_err());
    })
}

pub(crate) fn stytch_request() -> official::RevokeRequest {
    official::RevokeRequest {
        organization_id: ORGANIZATION.to_owned(),
        member_id: MEMBER.to_owned(),
        connected_app_id: APP.to_owned(),
    }
}

/// Returns the response as a transport does.
pub(crate) fn response() -> Response<Bytes> {
    Response::new(Bytes::from_static(RESPONSE.as_bytes()))
}

fn read(response: &Response<Bytes>) -> ByHand {
    assert!(response.status().is_success());
    serde_json::from_slice(black_box(response).body()).unwrap()
}

fn decode_by_hand() -> Iteration {
    Box::new(|| drop(black_box(read(&response()))))
}

fn decode() -> Iteration {
    Box::new(|| drop(black_box(response::decode::<RevokeRequest>(black_box(response())).unwrap())))
}

fn both_by_hand() -> Iteration {
    let (mut encode, mut decode) = (encode_by_hand(by_table), decode_by_hand());
    Box::new(move || {
        encode();
        decode();
    })
}

fn both() -> Iteration {
    let (mut encode, mut decode) = (encode(), decode());
    Box::new(move || {
        encode();
        decode();
    })
}

fn no_network_by_hand() -> Iteration {
    let (api, runtime) = (Api::new(AUTHORITY), network::runtime());
    Box::new(move || {
        let request = black_box(api.request(by_table));
        let response = runtime.block_on(ready(black_box(response())));
        drop(black_box((read(&response), request)));
    })
}
