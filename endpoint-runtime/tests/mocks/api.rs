//! An API with all kinds of bodies and results.

use endpoint_runtime::{Bytes, FilePart, Query, Response, Result, endpoints, object, stream::EventStream};

/// A means of payment.
#[object(server, sent)]
pub struct Token {
    #[sensitive]
    pub value: String,
    pub label: Option<String>,
}

#[object(server)]
pub struct Payment {
    pub id: String,
}

#[object(server)]
pub struct Ack {
    pub done: bool,
}

#[object(server, sent)]
pub struct Search {
    pub term: String,
}

#[object(server)]
pub struct Tick {
    pub n: u8,
}

#[derive(Debug, Response)]
#[response(server)]
pub struct Label {
    #[header("ETag")]
    pub etag: Option<String>,
    #[body(bytes, type = "application/pdf")]
    pub pdf: Bytes,
}

#[derive(Clone, Query)]
pub struct Page {
    #[query("page[size]")]
    pub size: Option<u32>,
}

#[endpoints]
pub trait Everything {
    #[endpoint(POST "/accounts/<account>/payments?v=2&<dry_run>")]
    async fn pay(
        &self,
        account: String,
        dry_run: Option<bool>,
        #[header("X-Trace")] trace: Option<String>,
        #[header("X-Secret")]
        #[sensitive]
        secret: Option<String>,
        #[header("Idempotency-Key")]
        #[idempotency_key]
        key: Option<String>,
        #[cookie("sid")] session: Option<String>,
        token: Token,
        amount: u32,
        note: Option<String>,
        #[sensitive] pin: Option<String>,
    ) -> Result<Payment>;

    #[endpoint(POST "/login", form)]
    async fn login(&self, user: String, #[sensitive] password: String) -> Result<()>;

    #[endpoint(POST "/notes", response = text)]
    async fn note(&self, #[body(text)] text: String) -> Result<String>;

    #[endpoint(PUT "/raw", response = bytes)]
    async fn raw(&self, #[body(bytes)] bytes: Bytes) -> Result<Bytes>;

    #[endpoint(PUT "/avatar", multipart)]
    async fn avatar(&self, file: FilePart, title: String) -> Result<Ack>;

    #[endpoint(GET "/parcels/<parcel>/label.pdf")]
    async fn label(&self, parcel: u64) -> Result<Label>;

    #[endpoint(POST "/search", status = 201)]
    async fn search(&self, #[query] page: Option<Page>, #[body] searches: Vec<Search>) -> Result<Ack>;

    #[endpoint(GET "/tail", response = sse)]
    async fn tail(&self) -> Result<EventStream<Tick>>;

    #[endpoint(GET "/teams/<team>/size")]
    async fn size(&self, team: String) -> Result<u32>;

    #[endpoint(POST "/keys/<key>/check?<hint>")]
    async fn check(&self, #[sensitive] key: String, #[sensitive] hint: Option<String>, echo: String) -> Result<()>;
}
