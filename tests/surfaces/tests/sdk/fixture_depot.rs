//! A provider with all kinds of JSON types and unusual names, which Stytch's endpoints do not have.
#![expect(clippy::option_option, reason = "absent and null are different values")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, Param, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The state of a parcel.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[param(rename_all = "snake_case")]
pub(crate) enum State {
    /// On its way.
    UnderWay,
    /// There.
    Delivered,
}

/// A kind that may be new.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Kind {
    Known(State),
    Other(String),
}

/// The transport of a parcel.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub(crate) enum Transport {
    Ship { harbor: String },
    Plane { seats: Option<u8> },
    Foot,
}

/// The content of a parcel, which may hold parcels.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parcel {
    pub(crate) id: u64,
    /// Ends no comment: */ nor starts one /*
    #[serde(rename = "class")]
    pub(crate) class: Kind,
    #[serde(rename = "weird-name \" '")]
    pub(crate) weird: Option<f64>,
    pub(crate) inner: Vec<Parcel>,
    pub(crate) next: Option<Box<Parcel>>,
    pub(crate) labels: BTreeMap<String, Vec<String>>,
    pub(crate) free: Map<String, Value>,
    pub(crate) size: (u32, u32, String),
    pub(crate) transport: Transport,
    pub(crate) anything: Value,
}

/// The same name as an error of the SDK.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct InputError {
    pub(crate) flags: [bool; 2],
}

/// More of it, by the way.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Receipt {
    #[serde(flatten)]
    pub(crate) transport: Transport,
    pub(crate) errors: Vec<InputError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// Parcels.
#[endpoints(schema, body = json)]
pub(crate) trait Parcels {
    /// Sends a parcel.
    #[endpoint(POST "/parcels/<from>/<in>?<states>&<limit>&kind=parcel")]
    async fn send(
        &self,
        r#in: String,
        from: u32,
        states: Vec<State>,
        limit: Option<i32>,
        /// The address if nobody is there.
        #[header("X-Neighbour")]
        neighbour: Option<String>,
        parcel: Parcel,
        others: Option<Vec<Parcel>>,
        #[field("displayName")] display_name: Option<Option<String>>,
        #[field("default")] standard: Option<bool>,
    ) -> Result<Receipt>;

    /// Lists all parcels.
    #[endpoint(GET "/parcels", auth = none)]
    async fn list(&self) -> Result<Vec<Parcel>>;

    /// Looks for one.
    #[endpoint(GET "/parcels/<id>")]
    async fn find(&self, id: u64) -> Result<Option<Parcel>>;

    /// Forgets one.
    #[endpoint(DELETE "/parcels/<id>")]
    #[deprecated = "Nothing is forgotten."]
    async fn forget(&self, id: u64) -> Result<()>;

    /// Puts one in its place.
    #[endpoint(PUT "/parcels/<id>")]
    async fn replace(&self, id: u64, #[body] parcel: Parcel) -> Result<Parcel>;

    /// Shows the owner of the parcels.
    #[endpoint(GET "/owner", auth = none)]
    async fn owner(
        &self,
        #[header("Authorization")]
        #[sensitive]
        access_token: Option<String>,
    ) -> Result<Value>;

    /// Writes on it.
    #[endpoint(PUT "/parcels/<id>/label", response = text)]
    async fn label(&self, id: u64, #[body(text)] label: String) -> Result<String>;
}

/// Pictures.
#[endpoints(host = pictures, schema)]
pub(crate) trait Pictures {
    /// Takes a picture.
    #[endpoint(PUT "/pictures/<id>", response = bytes)]
    async fn take(&self, id: u64, #[body(bytes)] picture: Bytes) -> Result<Bytes>;

    /// Says what is on it.
    #[endpoint(POST "/pictures/<id>", form, timeout = "2s")]
    async fn say(&self, id: u64, what: Vec<String>, #[sensitive] code: u16) -> Result<Value>;
}

/// The provider; its key may be given in two ways.
pub(crate) fn provider() -> Provider {
    Provider::builder("depot")
        .shared_module(module_path!())
        .version("1.2.3-beta.1")
        .environment(Environment::new("live", "https://depot.example.com/api"))
        .host(Host::new("pictures", "https://pictures.example.com"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "DEPOT_TOKEN")))
        .auth(AuthScheme::api_key("X-Depot-Key", CredentialPart::new("api_key", "DEPOT_API_KEY")))
        .resource(ParcelsClient::SCHEMAS)
        .resource(PicturesClient::SCHEMAS)
        .build()
        .unwrap()
}
