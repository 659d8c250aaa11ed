use endpoint_api_tests::google_calendar::{EventType, ListEventsRequest};

use crate::support::{call, line, ok};

#[tokio::test]
async fn an_offset_is_encoded_and_a_key_repeated() {
    let request = ListEventsRequest::new("team@example.com")
        .time_min("2026-11-30T00:00:00+01:00")
        .single_events(true)
        .order_by("startTime")
        .event_types([EventType::Default, EventType::FocusTime]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(
        line(&request),
        "GET /calendar/v3/calendars/team%40example.com/events?timeMin=2026-11-30T00%3A00%3A00%2B01%3A00&singleEvents=true\
         &orderBy=startTime&eventTypes=default&eventTypes=focusTime"
    );
}
