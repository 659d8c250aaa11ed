//! An API whose requests and responses hold secrets everywhere, and its fake.

use endpoint_runtime::{
    Bytes, Error, FilePart, Response, Result, endpoints,
    http::{HeaderName, HeaderValue, StatusCode},
    object,
    stream::{ByteStream, Event, EventStream},
};

#[object(server, sent, schema)]
pub struct Device {
    #[sensitive]
    pub secret: String,
    pub name: String,
}

#[object(server, schema)]
pub struct Session {
    #[sensitive]
    pub jwt: String,
    #[sensitive]
    pub code: u32,
    pub ids: Vec<u32>,
    pub link: String,
    pub devices: Vec<Device>,
}

#[object(server, schema)]
pub struct Tick {
    pub n: u8,
}

#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Label {
    #[header("ETag")]
    pub etag: String,
    #[body(bytes, type = "application/pdf")]
    pub pdf: Bytes,
}

#[endpoints(server, schema)]
pub trait Vault {
    #[endpoint(POST "/vaults/<id>/login?<hint>")]
    async fn login(
        &self,
        #[sensitive] id: String,
        #[sensitive] hint: Option<String>,
        #[header("X-Trace")] trace: Option<String>,
        #[header("X-Token")]
        #[sensitive]
        token: Option<String>,
        #[header("Idempotency-Key")]
        #[idempotency_key]
        key: Option<String>,
        #[cookie("sid")]
        #[sensitive]
        session: Option<String>,
        user: String,
        #[sensitive] pin: String,
        device: Device,
    ) -> Result<Session>;

    #[endpoint(POST "/keys", form)]
    async fn key(&self, #[sensitive] key: String, name: String) -> Result<()>;

    #[endpoint(PUT "/avatar", multipart)]
    async fn avatar(&self, file: FilePart, #[sensitive] title: String) -> Result<()>;

    #[endpoint(GET "/labels/<parcel>")]
    async fn label(&self, parcel: u64) -> Result<Label>;

    #[endpoint(GET "/tail", response = sse)]
    async fn tail(&self) -> Result<EventStream<Tick>>;

    #[endpoint(GET "/log", response = stream)]
    async fn log(&self) -> Result<ByteStream>;
}

pub struct Fake;

impl Vault for Fake {
    async fn login(&self, request: LoginRequest) -> Result<Session> {
        let jwt = request.id.replace("id_", "jwt_");
        let link = format!("https://vault.example/?jwt={jwt}");
        let devices = vec![Device::new("dev_old_first", "old"), request.device];
        let devices = devices
            .into_iter()
            .map(|device| Device::new(device.secret, if device.name == "old" { "old" } else { "new" }));
        Ok(Session::new(jwt, 123_456_u32, vec![1, 2], link, devices.collect::<Vec<_>>()))
    }

    async fn key(&self, request: KeyRequest) -> Result<()> {
        if request.key == "wrong" {
            let error = Error::api(StatusCode::FORBIDDEN, serde_json::json!({ "detail": "the key wrong is refused" }));
            return Err(
                error.with_header(HeaderName::from_static("set-cookie"), HeaderValue::from_static("a=retry_secret"))
            );
        }
        Ok(())
    }

    async fn avatar(&self, _: AvatarRequest) -> Result<()> {
        Ok(())
    }

    async fn label(&self, _: LabelRequest) -> Result<Label> {
        Ok(Label { etag: "v1".to_owned(), pdf: Bytes::from_static(b"%PDF\xff") })
    }

    async fn tail(&self, _: TailRequest) -> Result<EventStream<Tick>> {
        let tick = Ok::<_, std::convert::Infallible>(Event::new(Tick { n: 1 }));
        Ok(EventStream::new(futures_util::stream::iter([tick])))
    }

    async fn log(&self, _: LogRequest) -> Result<ByteStream> {
        let line = Ok::<_, std::convert::Infallible>(Bytes::from_static(b"line 1\n"));
        Ok(ByteStream::new(futures_util::stream::iter([line])))
    }
}
