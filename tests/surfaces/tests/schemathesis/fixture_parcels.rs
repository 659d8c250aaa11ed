//! A service with every construct of declarations, and its provider.
#![allow(clippy::option_option, reason = "absent is one thing and null is another")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, Error, ErrorBody, Headers, Json, JsonMap, Param, ProblemDetails, Response, endpoints,
    http::{
        HeaderValue, StatusCode,
        header::{RETRY_AFTER, WWW_AUTHENTICATE},
    },
    object, open_enum,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError},
    schema::schemars::{self, JsonSchema},
    server::{Rejection, RequestHead, Routes},
};
use serde::{Deserialize, Serialize};

type Result<T> = endpoint_runtime::Result<T, ProblemDetails>;

/// The token of the one user.
pub(crate) const TOKEN: &str = "token-of-Ada";

/// The id of a parcel.
#[derive(Clone, Debug, Default, PartialEq, Param, Serialize, Deserialize, JsonSchema)]
#[param(from)]
#[serde(transparent)]
pub(crate) struct ParcelId(u64);

/// The state of a parcel.
#[open_enum(schema)]
pub(crate) enum State {
    #[text("waiting")]
    Waiting,
    #[text("on its way")]
    Sent,
}

/// The speed of a delivery.
#[derive(Clone, Copy, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Speed {
    Slow,
    NextDay,
}

/// A place.
#[object(sent, server, schema)]
pub(crate) struct Place {
    pub street: String,
    pub floor: Option<i8>,
    pub door: Option<Option<String>>,
    #[rest]
    pub extra: JsonMap,
}

/// A parcel.
#[object(sent, server, schema)]
pub(crate) struct Parcel {
    pub id: ParcelId,
    pub grams: u32,
    pub state: State,
    pub insured: Option<f64>,
    pub tags: Vec<String>,
    pub stops: Vec<Place>,
}

/// A way to pay.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Payment {
    Card { number: String },
    Cash { cents: i64 },
    Free,
}

/// An application for a locker.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Application {
    size: u8,
    shared: bool,
    notes: Option<String>,
}

/// The caller.
#[derive(Clone, Headers)]
#[headers(server, schema)]
pub(crate) struct Caller {
    #[header("X-Program")]
    program: String,
    #[header("X-Attempt")]
    attempt: Option<u16>,
}

/// The place of a call in others.
#[derive(Clone, Headers)]
#[headers(server, schema)]
pub(crate) struct Trace {
    #[header("X-Parent")]
    parent: Option<u32>,
    #[header("X-Sampled")]
    sampled: Option<bool>,
}

/// Something new, and its place.
#[derive(Response)]
#[response(server, schema)]
pub(crate) struct Created<T> {
    /// Its path.
    #[header("Location")]
    location: String,
    #[header("Retry-After")]
    retry_after: Option<u32>,
    #[body]
    value: T,
}

/// The version of a parcel.
#[derive(Response)]
#[response(server, schema)]
pub(crate) struct Version {
    #[header("ETag")]
    etag: String,
}

/// A label.
#[derive(Response)]
#[response(server, schema)]
pub(crate) struct Label {
    #[header("X-Pages")]
    pages: u8,
    #[body(bytes, type = "application/pdf")]
    pdf: Vec<u8>,
}

/// A label that may not be there yet.
#[derive(Response)]
#[response(server, schema)]
pub(crate) struct Draft {
    #[header("Retry-After")]
    retry_after: Option<u32>,
    #[body]
    parcel: Option<Parcel>,
}

/// A problem with a code, which the problems of the router have not.
#[object(server, schema)]
#[derive(Eq)]
pub(crate) struct CodedProblem {
    pub code: u16,
}

impl ErrorBody for CodedProblem {
    const CONTENT_TYPE: &str = "application/problem+json";
}

/// Parcels.
#[endpoints(tag = "Parcels", path = "/v1/parcels", server, schema)]
pub(crate) trait Parcels {
    /// Lists parcels.
    #[endpoint(GET "/?<state>&<tags>&max=<limit>&<heavier_than>&<insured>&<speed>&sort=newest")]
    async fn list(
        &self,
        state: Option<State>,
        tags: Vec<String>,
        limit: Option<u8>,
        heavier_than: Option<f64>,
        insured: Option<bool>,
        speed: Option<Speed>,
        #[headers] trace: Option<Trace>,
    ) -> Result<Vec<Parcel>>;

    /// Registers a parcel.
    #[endpoint(POST "/", status = 201)]
    async fn create(
        &self,
        grams: u32,
        insured: Option<f64>,
        from: Place,
        to: Option<Option<Place>>,
        payment: Payment,
        sizes: BTreeMap<String, i16>,
        #[sensitive] pin: Option<u16>,
        #[headers] caller: Caller,
    ) -> Result<Created<Parcel>>;

    /// Reads a parcel.
    #[endpoint(GET "/<id>")]
    async fn read(&self, id: ParcelId, #[header("If-None-Match")] known: Option<String>) -> Result<Parcel>;

    /// Replaces a parcel.
    #[endpoint(PUT "/<id>", status = 202)]
    async fn replace(&self, id: ParcelId, #[body] parcel: Parcel) -> Result<()>;

    /// Changes a parcel.
    #[endpoint(PATCH "/<id>")]
    async fn change(
        &self,
        id: ParcelId,
        #[body(json, type = "application/merge-patch+json")] patch: Option<Json>,
    ) -> Result<Json>;

    /// Removes a parcel.
    #[endpoint(DELETE "/<id>")]
    async fn remove(&self, id: ParcelId) -> Result<()>;

    /// Looks at a parcel.
    #[endpoint(HEAD "/<id>/version")]
    async fn look(&self, id: ParcelId) -> Result<Version>;

    /// Returns the version of a parcel.
    #[endpoint(GET "/<id>/version")]
    async fn version(&self, id: ParcelId) -> Result<Version>;

    /// Stores a label.
    #[endpoint(PUT "/<id>/label")]
    async fn put_label(&self, id: ParcelId, #[body(bytes, type = "application/pdf")] label: Bytes) -> Result<()>;

    /// Returns a label.
    #[endpoint(GET "/<id>/label")]
    async fn label(&self, id: ParcelId) -> Result<Label>;

    /// Returns the rows of a parcel.
    #[endpoint(POST "/<id>/rows", response(text, type = "text/csv; charset=utf-8"))]
    async fn rows(&self, id: ParcelId, #[body(text)] rows: String) -> Result<String>;
}

/// Lockers, whose errors are any JSON.
#[endpoints(tag = "Lockers", server, schema)]
pub(crate) trait Lockers {
    /// Rents a locker.
    #[endpoint(POST "/v1/lockers?<express>", form)]
    async fn rent(
        &self,
        city: String,
        days: u8,
        express: bool,
        tags: Vec<i32>,
        share: Option<f64>,
    ) -> endpoint_runtime::Result<String>;

    /// Applies for a locker.
    #[endpoint(PUT "/v1/lockers/own", auth = none)]
    async fn apply(&self, #[body(form)] application: Application) -> endpoint_runtime::Result<Application>;

    /// Opens a locker, if it is there.
    #[endpoint(POST "/v1/lockers/<city>/<number>/open", response = bytes)]
    async fn open(&self, city: String, number: i32, #[sensitive] code: String) -> endpoint_runtime::Result<Bytes>;

    /// Closes all lockers.
    #[endpoint(OPTIONS "/v1/lockers")]
    async fn close_all(&self) -> endpoint_runtime::Result<()>;
}

/// Drafts, whose errors have a media type of their own.
#[endpoints(tag = "Drafts", path = "/v1/drafts", server, schema)]
pub(crate) trait Drafts {
    /// Reads a draft, if there is one.
    #[endpoint(GET "/<id>", auth = none)]
    async fn draft(&self, id: u8) -> endpoint_runtime::Result<Draft, CodedProblem>;

    /// Empties a form.
    #[endpoint(POST "/<id>/reset", status = 205)]
    async fn reset(&self, id: i64, title: Option<String>, deep: bool) -> endpoint_runtime::Result<(), CodedProblem>;

    /// Fails for some ids.
    #[endpoint(DELETE "/<id>?<force>", status = 200)]
    async fn discard(&self, id: i64, force: Option<bool>) -> endpoint_runtime::Result<(), CodedProblem>;

    /// Returns nothing, or a list of nothings.
    #[endpoint(PUT "/", status = 203)]
    async fn nest(
        &self,
        #[body] list: Vec<Option<bool>>,
    ) -> endpoint_runtime::Result<Option<Vec<Option<bool>>>, CodedProblem>;
}

/// The implementation for one request.
pub(crate) struct Service;

fn parcel(id: ParcelId) -> Parcel {
    Parcel::new(id, 500_u32, State::Waiting, vec!["a".to_owned()], vec![Place::new("Long Street")])
}

impl Parcels for Service {
    async fn list(&self, request: ListRequest) -> Result<Vec<Parcel>> {
        Ok((0..request.limit.unwrap_or(2) % 5).map(|id| parcel(ParcelId(id.into()))).collect())
    }

    async fn create(&self, request: CreateRequest) -> Result<Created<Parcel>> {
        let mut created = parcel(ParcelId(7));
        created.grams = request.grams;
        created.insured = request.insured;
        created.stops.push(request.from);
        Ok(Created { location: "/v1/parcels/7".to_owned(), retry_after: Some(1), value: created })
    }

    async fn read(&self, request: ReadRequest) -> Result<Parcel> {
        if request.known.is_some_and(|known| known.len() > 5) {
            return Err(Error::api(StatusCode::NOT_MODIFIED, ProblemDetails::default()));
        }
        if request.id.0 > 1_000 {
            return Err(Error::api(StatusCode::NOT_FOUND, ProblemDetails::new("there is no such parcel")));
        }
        Ok(parcel(request.id))
    }

    async fn replace(&self, _: ReplaceRequest) -> Result<()> {
        Ok(())
    }

    async fn change(&self, request: ChangeRequest) -> Result<Json> {
        Ok(request.patch.unwrap_or_default())
    }

    async fn remove(&self, _: RemoveRequest) -> Result<()> {
        Ok(())
    }

    async fn look(&self, _: LookRequest) -> Result<Version> {
        Ok(Version { etag: "\"1\"".to_owned() })
    }

    async fn version(&self, _: VersionRequest) -> Result<Version> {
        Ok(Version { etag: "\"1\"".to_owned() })
    }

    async fn put_label(&self, _: PutLabelRequest) -> Result<()> {
        Ok(())
    }

    async fn label(&self, _: LabelRequest) -> Result<Label> {
        Ok(Label { pages: 1, pdf: b"%PDF-2.0".to_vec() })
    }

    async fn rows(&self, request: RowsRequest) -> Result<String> {
        Ok(request.rows)
    }
}

impl Lockers for Service {
    async fn rent(&self, request: RentRequest) -> endpoint_runtime::Result<String> {
        Ok(request.city)
    }

    async fn apply(&self, request: ApplyRequest) -> endpoint_runtime::Result<Application> {
        Ok(request.application)
    }

    async fn open(&self, request: OpenRequest) -> endpoint_runtime::Result<Bytes> {
        Ok(request.code.into())
    }

    async fn close_all(&self, _: CloseAllRequest) -> endpoint_runtime::Result<()> {
        Ok(())
    }
}

impl Drafts for Service {
    async fn draft(&self, request: DraftRequest) -> endpoint_runtime::Result<Draft, CodedProblem> {
        match request.id {
            0 => Err(Error::api(StatusCode::NOT_FOUND, CodedProblem::new(1_u16))),
            1..100 => Ok(Draft { retry_after: Some(1), parcel: None }),
            id => Ok(Draft { retry_after: None, parcel: Some(parcel(ParcelId(id.into()))) }),
        }
    }

    async fn reset(&self, _: ResetRequest) -> endpoint_runtime::Result<(), CodedProblem> {
        Ok(())
    }

    async fn discard(&self, request: DiscardRequest) -> endpoint_runtime::Result<(), CodedProblem> {
        match request.id {
            ..0 => Err(Error::api(StatusCode::CONFLICT, CodedProblem::new(7_u16))
                .with_header(RETRY_AFTER, HeaderValue::from(1))),
            _ => Ok(()),
        }
    }

    async fn nest(&self, request: NestRequest) -> endpoint_runtime::Result<Option<Vec<Option<bool>>>, CodedProblem> {
        Ok(Some(request.list).filter(|list| list.len() > 1))
    }
}

/// Returns the routes, behind a check of the token.
pub(crate) fn routes() -> Routes {
    let sign_in = |head: RequestHead<'_>| {
        let expected = format!("Bearer {TOKEN}");
        let given = head.headers().get("authorization").and_then(|value| value.to_str().ok());
        if head.metadata().authenticated && given != Some(&expected) {
            let rejection = Rejection::new(StatusCode::UNAUTHORIZED, "send the token of a user");
            return Err(rejection.with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        Ok(Service)
    };
    Routes::new()
        .merge(ParcelsServer::per_request(sign_in))
        .merge(LockersServer::per_request(sign_in))
        .merge(DraftsServer::per_request(sign_in))
}

pub(crate) fn provider(url: &str) -> std::result::Result<Provider, ProviderError> {
    Provider::builder("parcels")
        .environment(Environment::new("test", url))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "PARCELS_TOKEN")))
        .resource(ParcelsClient::SCHEMAS)
        .resource(LockersClient::SCHEMAS)
        .resource(DraftsClient::SCHEMAS)
        .build()
}
