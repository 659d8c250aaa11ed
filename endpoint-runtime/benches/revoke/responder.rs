//! A server with one fixed response. It is a process of its own, so that only the client's instructions are counted.

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread,
};

use crate::declared::RESPONSE;

pub(crate) const ROLE: &str = "--responder";

/// The size of the body of `GET /download`.
pub(crate) const DOWNLOAD: usize = 4 << 20;

static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();

/// Returns the address of the responder.
pub(crate) fn address() -> SocketAddr {
    *ADDRESS.get().expect("the responder is started first")
}

/// Sets the address of the responder, for a process that did not start it.
pub(crate) fn set_address(address: SocketAddr) {
    ADDRESS.set(address).expect("the address is set once");
}

/// The process of the responder. Dropping this ends it.
pub(crate) struct Responder(Child);

impl Responder {
    pub(crate) fn start() -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .arg(ROLE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        set_address(line.trim().parse().unwrap());
        Self(process)
    }
}

impl Drop for Responder {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// Serves until the standard input ends, which it does when the parent process exits.
pub(crate) fn run() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    println!("{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve_connection(stream));
        }
    });
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
}

/// Responds to every request of one connection.
fn serve_connection(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         date: Mon, 02 Nov 2026 10:00:00 GMT\r\nx-request-id: request-id-test-55555555\r\n\r\n{RESPONSE}",
        RESPONSE.len(),
    );
    let download = format!("HTTP/1.1 200 OK\r\ncontent-length: {DOWNLOAD}\r\n\r\n{}", "a".repeat(DOWNLOAD));
    let mut received = Vec::new();
    let mut piece = [0; 4096];
    loop {
        while let Some(length) = request_len(&received).filter(|length| *length <= received.len()) {
            let is_download = received.starts_with(b"GET /download ");
            received.drain(..length);
            stream.write_all(if is_download { &download } else { &response }.as_bytes())?;
        }
        match stream.read(&mut piece)? {
            0 => return Ok(()),
            length => received.extend_from_slice(piece.get(..length).unwrap_or_default()),
        }
    }
}

/// Returns the length of the first request in `received`, once its head is complete.
fn request_len(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|window| window == b"\r\n\r\n")?;
    let text = std::str::from_utf8(received.get(..head)?).ok()?;
    let body = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    Some(head + 4 + body.unwrap_or_default())
}
