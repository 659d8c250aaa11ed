//! The bounds and limits that the settings give.

use std::time::Duration;

use endpoint_gateway::{Bounds, limits::LimitOptions};

use super::settings::{BoundSettings, LimitSettings};
use crate::duration::WrittenDuration;

pub(super) fn limits(settings: &LimitSettings) -> LimitOptions {
    let mut options = LimitOptions::default();
    options.per_second = settings.per_second.unwrap_or(options.per_second);
    options.burst = settings.burst.unwrap_or(options.burst);
    options.concurrent = settings.concurrent.unwrap_or(options.concurrent);
    options.concurrent_per_caller = settings.concurrent_per_caller.unwrap_or(options.concurrent_per_caller);
    options
}

pub(super) fn bounds(settings: &BoundSettings) -> Bounds {
    let mut bounds = Bounds::default();
    let times: [(Option<WrittenDuration>, &mut Duration); 6] = [
        (settings.connect, &mut bounds.connect),
        (settings.head, &mut bounds.head),
        (settings.total, &mut bounds.total),
        (settings.read_head, &mut bounds.read_head),
        (settings.stall, &mut bounds.stall),
        (settings.drain, &mut bounds.drain),
    ];
    for (given, bound) in times {
        *bound = given.map_or(*bound, |given| given.0);
    }
    bounds.request_bytes = settings.request_bytes.unwrap_or(bounds.request_bytes);
    bounds.response_bytes = settings.response_bytes.unwrap_or(bounds.response_bytes);
    bounds.connections = settings.connections.unwrap_or(bounds.connections).max(1);
    bounds
}
