//! Bounds and limits, as the settings have them.

use std::time::Duration;

use endpoint_gateway::{Bounds, limits::LimitOptions};

use super::settings::{BoundSettings, LimitSettings};
use crate::{call, failure::Failure};

pub(super) fn limits(settings: &LimitSettings) -> LimitOptions {
    let mut options = LimitOptions::default();
    options.per_second = settings.per_second.unwrap_or(options.per_second);
    options.burst = settings.burst.unwrap_or(options.burst);
    options.concurrent = settings.concurrent.unwrap_or(options.concurrent);
    options.concurrent_per_caller = settings.concurrent_per_caller.unwrap_or(options.concurrent_per_caller);
    options
}

pub(super) fn bounds(settings: &BoundSettings) -> Result<Bounds, Failure> {
    let mut bounds = Bounds::default();
    let times: [(&str, &Option<String>, &mut Duration); 6] = [
        ("connect", &settings.connect, &mut bounds.connect),
        ("head", &settings.head, &mut bounds.head),
        ("total", &settings.total, &mut bounds.total),
        ("read_head", &settings.read_head, &mut bounds.read_head),
        ("stall", &settings.stall, &mut bounds.stall),
        ("drain", &settings.drain, &mut bounds.drain),
    ];
    for (name, given, bound) in times {
        if let Some(given) = given {
            let refused = || format!("`bounds.{name}` is no time; write it as `500ms`, `30s` or `2m`");
            *bound = call::time::parse(given).ok_or_else(|| Failure::usage(refused()))?;
        }
    }
    bounds.request_bytes = settings.request_bytes.unwrap_or(bounds.request_bytes);
    bounds.response_bytes = settings.response_bytes.unwrap_or(bounds.response_bytes);
    bounds.connections = settings.connections.unwrap_or(bounds.connections).max(1);
    Ok(bounds)
}
