//! A provider that sends a part of its response whenever a scenario asks for it.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use endpoint_surface_tests::browser;
use libtest_mimic::Failed;
use serde_json::Value;

use crate::{
    gateway_fixture::{FixtureOptions, GatewayFixture},
    radio,
};

/// The timeout for the gateway's next step.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A provider that sends what it is asked for.
struct Upstream {
    connections: Receiver<TcpStream>,
    current: Option<TcpStream>,
}

/// Plays a scenario with a gateway for the radio. It begins a response with the question `begin`, adds to it with `part`, ends it with
/// `end`, and waits with `gone` until the gateway has closed the connection.
pub(crate) fn play(scenario: &str) -> Result<(), Failed> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    let (sender, connections) = mpsc::channel();
    thread::spawn(move || {
        for connection in listener.incoming().map_while(Result::ok) {
            if sender.send(connection).is_err() {
                return;
            }
        }
    });
    let mut upstream = Upstream { connections, current: None };
    let provider = radio::provider()?;
    let options = FixtureOptions { provider, upstream: Some(url), ..FixtureOptions::default() };
    let fixture = GatewayFixture::of(options)?;
    browser::play(scenario, &fixture.input(&Value::Null), |asked, value| upstream.answer(asked, value)).map(drop)
}

impl Upstream {
    fn answer(&mut self, asked: &str, value: &Value) -> Result<Value, Failed> {
        match asked {
            "begin" => self.begin(value),
            "part" => self.part(value.as_str().ok_or("a part is a text")?),
            "end" => {
                self.current()?.write_all(b"0\r\n\r\n")?;
                self.current = None;
                Ok(Value::Null)
            }
            // The connection ends within the response.
            "break" => {
                self.current = None;
                Ok(Value::Null)
            }
            "gone" => {
                let read = self.current()?.read(&mut [0; 1])?;
                if read == 0 { Ok(Value::Null) } else { Err("the gateway sends more".into()) }
            }
            _ => Err(format!("there is no answer to `{asked}`").into()),
        }
    }

    /// Reads a request to the end of its head, and returns the head. The response begins with the media type `value`.
    fn begin(&mut self, value: &Value) -> Result<Value, Failed> {
        let mut connection = self.connections.recv_timeout(TIMEOUT)?;
        connection.set_read_timeout(Some(TIMEOUT))?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0; 1];
            connection.read_exact(&mut byte)?;
            head.extend(byte);
        }
        let kind = value.as_str().ok_or("a media type is a text")?;
        write!(connection, "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        self.current = Some(connection);
        Ok(String::from_utf8_lossy(&head).into_owned().into())
    }

    fn part(&mut self, text: &str) -> Result<Value, Failed> {
        write!(self.current()?, "{:x}\r\n{text}\r\n", text.len())?;
        Ok(Value::Null)
    }

    fn current(&mut self) -> Result<&mut TcpStream, Failed> {
        Ok(self.current.as_mut().ok_or("no response has begun")?)
    }
}
