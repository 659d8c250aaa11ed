//! Tests of the log files' content.

use std::{fs, path::Path, time::Duration};

use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::*;
use endpoint_test_support::scratch::Scratch;

fn entry(status: u16) -> AuditEntry {
    AuditEntry {
        caller: Some("ci".into()),
        provider: Some("acme".into()),
        operation: Some("teams_size"),
        method: Method::GET,
        status: StatusCode::from_u16(status).unwrap(),
        duration: Duration::from_micros(1_234),
        decision: Decision::Allow,
    }
}

fn at(milliseconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(milliseconds)
}

fn lines(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_tells_who_what_and_how_it_ended() {
    let folder = Scratch::new().unwrap();
    let path = folder.join("audit.jsonl");
    let (audit, writer) = Audit::open(&AuditOptions::new(&path)).unwrap();
    audit.record(at(1_500), entry(200));
    let denied =
        AuditEntry { caller: None, provider: None, operation: None, decision: Decision::Deny("host"), ..entry(403) };
    audit.record(at(2_000), AuditEntry { method: "GET\u{21}canary".parse().unwrap(), ..denied });
    writer.flush();
    assert_eq!(
        lines(&path),
        [
            json!({
                "time": "1970-01-01T00:00:01.500Z", "decision": "allow", "caller": "ci", "provider": "acme",
                "operation": "teams_size", "method": "GET", "status": 200, "duration_ms": 1.234,
            }),
            json!({
                "time": "1970-01-01T00:00:02.000Z", "decision": "deny", "reason": "host", "caller": null, "provider": null,
                "operation": null, "method": "other", "status": 403, "duration_ms": 1.234,
            }),
        ]
    );
    assert_eq!(audit.dropped(), 0);
    writer.finish();
    audit.record(at(0), entry(200));
    assert_eq!((audit.dropped(), lines(&path).len()), (1, 2));
}

#[test]
fn a_log_goes_on_after_a_restart() {
    let folder = Scratch::new().unwrap();
    let options = AuditOptions::new(folder.join("audit.jsonl"));
    for status in [200, 201] {
        let (audit, writer) = Audit::open(&options).unwrap();
        audit.record(at(0), entry(status));
        writer.finish();
    }
    let statuses: Vec<_> = lines(&options.path).iter().map(|line| line["status"].clone()).collect();
    assert_eq!(statuses, [200, 201]);
}

#[test]
fn a_long_file_is_put_aside_and_the_oldest_goes() {
    let folder = Scratch::new().unwrap();
    let length = entry(200).line(at(0)).len() as u64;
    let options = AuditOptions { max_bytes: 2 * length, keep: 2, ..AuditOptions::new(folder.join("audit.jsonl")) };
    let (audit, writer) = Audit::open(&options).unwrap();
    for status in 200..209 {
        audit.record(at(0), entry(status));
    }
    writer.finish();
    let statuses = |name: &str| lines(&folder.join(name)).iter().map(|line| line["status"].clone()).collect::<Vec<_>>();
    assert_eq!(folder.names().unwrap(), ["audit.jsonl", "audit.jsonl.1", "audit.jsonl.2"]);
    assert_eq!(statuses("audit.jsonl"), [208]);
    assert_eq!(statuses("audit.jsonl.1"), [206, 207]);
    assert_eq!(statuses("audit.jsonl.2"), [204, 205]);
    let none = AuditOptions { max_bytes: 1, keep: 0, ..AuditOptions::new(folder.join("none")) };
    let (audit, writer) = Audit::open(&none).unwrap();
    audit.record(at(0), entry(200));
    audit.record(at(0), entry(201));
    writer.finish();
    assert_eq!(statuses("none"), [201]);
}

#[test]
fn a_full_queue_drops_counts_and_tells() {
    let folder = Scratch::new().unwrap();
    let options = AuditOptions::new(folder.join("audit.jsonl"));
    let dropped = Arc::new(AtomicU64::new(0));
    // The writer has not started: lines have to fit in the queue.
    let (sender, receiver) = sync_channel(2);
    let audit = Audit { sender, dropped: Arc::clone(&dropped) };
    for status in 200..207 {
        audit.record(at(0), entry(status));
    }
    assert_eq!(audit.dropped(), 5);
    drop(audit);
    write_all(&receiver, RotatingFile::open(&options, Arc::clone(&dropped)).unwrap(), &dropped);
    let lines = lines(&options.path);
    assert_eq!(lines.iter().filter_map(|line| line["dropped"].as_u64()).collect::<Vec<_>>(), [5]);
    assert_eq!(lines.iter().filter_map(|line| line["status"].as_u64()).collect::<Vec<_>>(), [200, 201]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_nothing_and_is_counted() {
    let (audit, writer) = Audit::open(&AuditOptions::new("/dev/full")).unwrap();
    for _ in 0..3 {
        audit.record(at(0), entry(200));
    }
    writer.flush();
    assert!(audit.dropped() >= 3, "{}", audit.dropped());
    writer.finish();
}

#[cfg(unix)]
#[test]
fn the_log_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Scratch::new().unwrap();
    let options = AuditOptions::new(folder.join("audit.jsonl"));
    let (_audit, writer) = Audit::open(&options).unwrap();
    assert_eq!(fs::metadata(&options.path).unwrap().permissions().mode() & 0o777, 0o600);
    writer.finish();
    assert!(Audit::open(&AuditOptions::new(folder.join("gone/audit.jsonl"))).is_err());
}
