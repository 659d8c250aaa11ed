//! A gateway as a process of its own, and requests to it.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use endpoint_test_support::process::{Command, Output, Process};
use libtest_mimic::Failed;
use serde_json::Value;

/// The time that a gateway has for a response.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// A gateway that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct GatewayProcess {
    /// The process.
    pub process: Process,
    /// Its base URL, without a slash at the end.
    pub url: String,
    /// The address on which it listens.
    pub address: SocketAddr,
    /// The token of its URL; empty if it has none.
    pub token: String,
}

impl GatewayProcess {
    /// Starts a gateway, and waits for its URL.
    ///
    /// # Errors
    /// It printed no URL, with all that it printed instead.
    pub fn start(command: Command) -> Result<Self, Failed> {
        let mut process = command.timeout(TIMEOUT).start()?;
        let line = match process.stdout.next_line() {
            Ok(line) => line,
            Err(error) => return Err(format!("no URL: {error}{}", process.stderr.rest()).into()),
        };
        let (url, token) = line.split_once("/#token=").unwrap_or((&line, ""));
        let address = url.split_once("://").ok_or("no URL")?.1.parse()?;
        Ok(Self { process, url: url.to_owned(), address, token: token.to_owned() })
    }

    /// Lets the gateway read its settings again, and returns what it prints up to the line with this text.
    ///
    /// # Errors
    /// It does not print the text.
    pub fn reload(&mut self, until: &str) -> Result<String, Failed> {
        self.process.signal("HUP")?;
        Ok(self.process.stderr.until(until)?)
    }

    /// Stops the gateway, and returns all that it printed.
    ///
    /// # Errors
    /// It does not stop.
    pub fn stop(self) -> Result<Output, Failed> {
        Ok(self.process.stop()?)
    }

    /// Sends a request without a token, and returns the response. `fields` are header lines with their ends.
    ///
    /// # Errors
    /// There is no response.
    pub fn send(&self, line: &str, fields: &str, body: &str) -> Result<String, Failed> {
        send(self.address, line, fields, body)
    }

    /// Sends a JSON request with the gateway's own token, and returns the response.
    ///
    /// # Errors
    /// There is no response.
    pub fn call(&self, line: &str, body: &str) -> Result<String, Failed> {
        self.call_with_token(&self.token, line, body)
    }

    /// Sends a JSON request with another token, and returns the response.
    ///
    /// # Errors
    /// There is no response.
    pub fn call_with_token(&self, token: &str, line: &str, body: &str) -> Result<String, Failed> {
        self.send(line, &format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"), body)
    }

    /// The status document of the gateway's only provider.
    ///
    /// # Errors
    /// There is none.
    pub fn provider_status(&self) -> Result<Value, Failed> {
        let status: Value = serde_json::from_str(body(&self.call("GET /-/status", "")?))?;
        Ok(status.pointer("/providers/0").ok_or("no provider")?.clone())
    }
}

/// Sends a request to an address, and returns the response. `fields` are header lines with their ends.
///
/// # Errors
/// There is no response.
pub fn send(address: SocketAddr, line: &str, fields: &str, body: &str) -> Result<String, Failed> {
    send_with_host(&address.to_string(), address, line, fields, body)
}

/// Sends a request with this `Host` to an address, and returns the response.
///
/// # Errors
/// There is no response.
pub fn send_with_host(host: &str, address: SocketAddr, line: &str, fields: &str, body: &str) -> Result<String, Failed> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    let head = format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    stream.write_all(format!("{head}{fields}\r\n{body}").as_bytes())?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    Ok(response)
}

/// The status code of a response, as text.
#[must_use]
pub fn status(response: &str) -> &str {
    response.get(9..12).unwrap_or_default()
}

/// The body of a response.
#[must_use]
pub fn body(response: &str) -> &str {
    response.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// Fails unless the response has this status code.
///
/// # Errors
/// It has another one.
pub fn expect_status(response: &str, expected: &str) -> Result<(), Failed> {
    if status(response) == expected { Ok(()) } else { Err(format!("no {expected}: {response}").into()) }
}
