//! A gateway with its pages in this process, in front of a recorder in place of the provider.

use std::{
    net::SocketAddr,
    sync::{Arc, LazyLock},
    time::{Duration, SystemTime},
};

use endpoint_gateway::{
    Bounds, CallerAdmission, CredentialSource, Gateway, Pages, PagesOptions, RunningGateway, Upstream,
    callers::Callers,
    credentials::MemoryCredentials,
    limits::{LimitOptions, Limits},
    upstream::EgressPolicy,
};
use endpoint_runtime::provider::Provider;
use endpoint_surface_tests::browser;
use endpoint_test_support::recorder::{Answer, RecordedRequest, Recorder};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use tokio::{net::TcpListener, runtime::Runtime};

use crate::library;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// The options of a gateway fixture.
pub(crate) struct FixtureOptions {
    pub(crate) provider: Provider,
    /// True if the gateway has the provider's credential from the start.
    pub(crate) credential: bool,
    /// The timeout of the upstream.
    pub(crate) upstream_timeout: Duration,
    /// An upstream in place of the recorder.
    pub(crate) upstream: Option<String>,
    /// Origins of other gateways that the pages may send to.
    pub(crate) gateways: Vec<String>,
    /// Origins whose pages may call this gateway.
    pub(crate) pages: Vec<String>,
}

impl Default for FixtureOptions {
    fn default() -> Self {
        Self {
            provider: library::provider().unwrap(),
            credential: true,
            upstream_timeout: Duration::from_secs(20),
            upstream: None,
            gateways: Vec::new(),
            pages: Vec::new(),
        }
    }
}

/// A running gateway and its recorder.
pub(crate) struct GatewayFixture {
    pub(crate) recorder: Recorder,
    pub(crate) token: String,
    pub(crate) origin: String,
    address: SocketAddr,
    running: Option<RunningGateway>,
}

impl GatewayFixture {
    /// Starts a gateway for the library, with its credential.
    pub(crate) fn library() -> Result<Self, Failed> {
        Self::of(FixtureOptions::default())
    }

    /// Starts a gateway on a free port.
    pub(crate) fn of(options: FixtureOptions) -> Result<Self, Failed> {
        Self::on(std::net::TcpListener::bind(("127.0.0.1", 0))?, options)
    }

    /// Starts a gateway on a listener.
    pub(crate) fn on(listener: std::net::TcpListener, options: FixtureOptions) -> Result<Self, Failed> {
        let recorder = Recorder::start()?;
        let base = options.upstream.clone().unwrap_or_else(|| recorder.url());
        let _inside = RUNTIME.enter();
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let address = listener.local_addr()?;
        let callers = Arc::new(Callers::local(address, &options.pages)?);
        let url = callers.token().map(|token| token.url(address)).ok_or("no token")?;
        let url = secret_text(&url);
        let credentials = MemoryCredentials::new([&options.provider]);
        if options.credential {
            let parts = library::CREDENTIAL.map(|(name, value)| (name, value.into()));
            credentials.put(&options.provider.name, &parts, SystemTime::now())?;
        }
        let pages = options.gateways.iter().fold(PagesOptions::new(), PagesOptions::gateway);
        let mut bounds = Bounds::default();
        bounds.head = options.upstream_timeout;
        let gateway = Gateway::builder()
            .credentials(credentials)
            .bounds(bounds)
            .egress(EgressPolicy::public().range("127.0.0.0/8".parse()?))
            .admission(CallerAdmission::new(callers, Limits::new(LimitOptions::default())))
            .pages(Pages::new(vec![options.provider.clone()], pages)?)
            .upstream(Upstream::new(options.provider, base.parse()?))
            .build()?;
        let running = gateway.serve_on(listener)?;
        let token = url.split_once("#token=").map(|(_, token)| token.to_owned()).ok_or("no token in the URL")?;
        Ok(Self { recorder, token, origin: format!("http://{address}"), address, running: Some(running) })
    }

    /// Stops the gateway at once, and frees its port.
    pub(crate) fn stop(&mut self) {
        let _inside = RUNTIME.enter();
        self.running = None;
        // The port is free once the gateway's task has ended.
        while std::net::TcpStream::connect(self.address).is_ok() {}
    }

    /// Returns the input of a scenario: the members that all scenarios have, and these.
    pub(crate) fn input(&self, more: &Value) -> Value {
        let mut input = json!({ "origin": self.origin, "token": self.token, "upstream": self.recorder.url() });
        for (name, value) in more.as_object().into_iter().flatten() {
            input[name] = value.clone();
        }
        input
    }

    /// Plays a scenario. It can read the requests that the provider received, set the provider's response, and stop the gateway.
    pub(crate) fn play(&mut self, scenario: &str, more: &Value) -> Result<Value, Failed> {
        let input = self.input(more);
        browser::play(scenario, &input, |asked, value| match asked {
            "answer" => {
                self.recorder.answer(parse_answer(value)?);
                Ok(Value::Null)
            }
            "requests" => Ok(self.recorder.take().iter().map(to_json).collect()),
            "stop" => {
                self.stop();
                Ok(Value::Null)
            }
            _ => Err(format!("there is no answer to `{asked}`").into()),
        })
    }
}

impl Drop for GatewayFixture {
    fn drop(&mut self) {
        let _inside = RUNTIME.enter();
        self.running = None;
    }
}

/// Parses a scenario's answer: `{status, headers: {…}, body: "…" | bytes: […]}`.
fn parse_answer(value: &Value) -> Result<Answer, Failed> {
    let headers = value["headers"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or("a header is a text");
    let headers: Result<_, _> = headers.map(|(name, value)| Ok::<_, &str>((name.clone(), text(value)?))).collect();
    let body = match (&value["body"], &value["bytes"]) {
        (Value::String(text), _) => text.clone().into_bytes(),
        (_, Value::Array(bytes)) => bytes.iter().filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect(),
        _ => Vec::new(),
    };
    let status = u16::try_from(value["status"].as_u64().unwrap_or(200))?;
    Ok(Answer { status, headers: headers?, body })
}

/// Returns a request in the form that scenarios read.
fn to_json(request: &RecordedRequest) -> Value {
    json!({
        "method": request.method, "target": request.target, "headers": request.headers, "text": request.text(),
        "query": request.query(), "bytes": request.body, "form": request.form(), "segments": request.segments(),
    })
}

fn secret_text(secret: &secrecy::SecretString) -> String {
    secrecy::ExposeSecret::expose_secret(secret).to_owned()
}
