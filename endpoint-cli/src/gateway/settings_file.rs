//! The configuration file of a gateway.

use std::path::Path;

use super::settings::Settings;
use crate::{escape, failure::Failure, files};

/// The part of `--help` that describes the file.
pub(super) const HELP: &str = r#"The file of --config is a JSON object. Its members are, all optional:
  listen, stdin_socket, environment, base_url, callers, hosts, behind_tls_proxy, admin,
  page_origins, gateway_origins
             as the options of these names; lists where the option may be given several times
  host_urls  the URLs of the API's other hosts by their names: {"files": "https://…"}
  tls        {"certificate": FILE, "key": FILE}
  store      {"file": FILE, "key": FILE}
  audit      {"file": FILE, "max_bytes": 67108864, "keep": 8}
  pages      false to serve none
  reach      address ranges that requests may go to besides public ones: ["10.1.0.0/16"]
  trust      a file of certificates (PEM) of authorities that are trusted for the API besides
             the platform's
  workers    the number of threads; one for each processor unless set
  limits     {"per_second": 100, "burst": 200, "concurrent": 1024,
              "concurrent_per_caller": 256}
  bounds     {"connect": "5s", "head": "30s", "total": "60s", "read_head": "10s",
              "stall": "20s", "drain": "30s", "request_bytes": 2097152,
              "response_bytes": 67108864, "connections": 1024}
Paths are relative to the folder of the configuration file.
"#;

/// Reads the file, with the files that it names relative to its folder.
pub(super) fn read(path: &Path) -> Result<Settings, Failure> {
    let invalid = |reason: String| Failure::usage(format_args!("{}: {}", path.display(), escape::line(&reason)));
    let value = files::read_json(path).map_err(invalid)?;
    let mut settings: Settings = serde_path_to_error::deserialize(serde_json::Value::from(value))
        .map_err(|error| invalid(format!("`{}`: {}", error.path(), error.inner())))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let Settings { callers, tls, store, audit, trust, .. } = &mut settings;
    let files = callers.iter_mut().chain(trust);
    let files = files.chain(tls.iter_mut().flat_map(|tls| [&mut tls.certificate, &mut tls.key]));
    let files = files.chain(store.iter_mut().flat_map(|store| [&mut store.file, &mut store.key]));
    for file in files.chain(audit.iter_mut().map(|audit| &mut audit.file)) {
        *file = folder.join(&*file);
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_that_help_names_is_taken() {
        let text = r#"{
            "listen": "127.0.0.1:1", "stdin_socket": false, "environment": "a", "base_url": "b", "host_urls": {}, "callers": "c",
            "hosts": ["d"], "behind_tls_proxy": true, "admin": "127.0.0.1:2", "page_origins": ["e"],
            "gateway_origins": ["f"], "tls": {"certificate": "g", "key": "h"}, "store": {"file": "i", "key": "j"},
            "audit": {"file": "k", "max_bytes": 1, "keep": 2}, "pages": false, "reach": ["l"], "trust": "m", "workers": 3,
            "limits": {"per_second": 1, "burst": 2, "concurrent": 3, "concurrent_per_caller": 4},
            "bounds": {"connect": "1s", "head": "1s", "total": "1s", "read_head": "1s", "stall": "1s", "drain": "1s",
                       "request_bytes": 1, "response_bytes": 2, "connections": 3}
        }"#;
        serde_json::from_str::<Settings>(text).unwrap();
        let named: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut members: Vec<_> = named.as_object().unwrap().iter().collect();
        members.extend(["limits", "bounds"].into_iter().flat_map(|name| named[name].as_object().unwrap()));
        for (name, _) in members {
            assert!(HELP.contains(name.as_str()), "{name}");
        }
    }
}
