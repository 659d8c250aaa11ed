//! A server on loopback that parses and keeps every request.

mod reader;
mod recorded;

use std::{
    io::{self, BufReader, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

pub use recorded::RecordedRequest;

/// The time after which a silent connection is closed.
const IDLE: Duration = Duration::from_secs(60);

/// A response of the recorder.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers, without `Content-Length`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Makes a response with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        Self { status, headers, body: body.to_string().into_bytes() }
    }
}

/// A running recorder. It stops when dropped.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug)]
struct Shared {
    answer: Answer,
    requests: Vec<RecordedRequest>,
    stopped: bool,
}

impl Recorder {
    /// Starts a recorder on a free port. It answers 200 with `{}`.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Shared { answer: Answer::json(200, &json!({})), requests: Vec::new(), stopped: false };
        let shared = Arc::new(Mutex::new(shared));
        let recorder = Self { address, shared: Arc::clone(&shared) };
        thread::spawn(move || accept(&listener, &shared));
        Ok(recorder)
    }

    /// The base URL, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets the response of all further requests.
    pub fn answer(&self, answer: Answer) {
        lock(&self.shared).answer = answer;
    }

    /// Takes all requests since the last time, in the order in which they were read. A request is kept before it is
    /// answered.
    #[must_use]
    pub fn take(&self) -> Vec<RecordedRequest> {
        std::mem::take(&mut lock(&self.shared).requests)
    }

    /// Takes the one request since the last time.
    ///
    /// # Errors
    /// There was none, or more than one.
    pub fn take_one(&self) -> Result<RecordedRequest, String> {
        let mut requests = self.take();
        match (requests.pop(), requests.is_empty()) {
            (Some(request), true) => Ok(request),
            (None, _) => Err("no request came".to_owned()),
            (Some(last), false) => Err(format!("several requests came: {requests:?} and {last:?}")),
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        lock(&self.shared).stopped = true;
        // Wakes the accepting thread, which then stops.
        let _ = TcpStream::connect(self.address);
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, shared: &Arc<Mutex<Shared>>) {
    for stream in listener.incoming() {
        if lock(shared).stopped {
            return;
        }
        let Ok(stream) = stream else { continue };
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // Of a connection that breaks the complete requests are kept.
            let _ = serve(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
        });
    }
}

fn serve(stream: &TcpStream, shared: &Mutex<Shared>) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(stream);
    while let Some(request) = reader::read(&mut input, stream)? {
        let goes_on = !request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        let has_body = request.method != "HEAD";
        let answer = {
            let mut shared = lock(shared);
            if shared.stopped {
                return Ok(());
            }
            shared.requests.push(request);
            shared.answer.clone()
        };
        write(stream, &answer, has_body)?;
        if !goes_on {
            break;
        }
    }
    Ok(())
}

fn write(mut stream: &TcpStream, answer: &Answer, has_body: bool) -> io::Result<()> {
    let mut bytes = format!("HTTP/1.1 {} Answer\r\n", answer.status).into_bytes();
    for (name, value) in &answer.headers {
        write!(bytes, "{name}: {value}\r\n")?;
    }
    write!(bytes, "Content-Length: {}\r\n\r\n", answer.body.len())?;
    if has_body {
        bytes.extend_from_slice(&answer.body);
    }
    stream.write_all(&bytes)
}
