use endpoint_api_tests::anthropic::{Delta, InputMessage, MessageEvent, StreamRequest};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn the_data_of_an_event_says_its_type() {
    let events = concat!(
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\"}}\n\n",
        "event: ping\ndata: {\"type\":\"ping\"}\n\n",
        "event: content_block_delta\n",
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n",
        "event: content_block_delta\n",
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}\n\n",
        "event: new_event\ndata: {\"type\":\"new_event\",\"a\":1}\n\n",
        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
    );
    let request = StreamRequest::new("claude", 16_u32, [InputMessage::new("user", "Hi")]).betas(["a-1", "b-2"]);
    let (sent, mut events) = call(request, ok("text/event-stream", events)).await;
    assert_eq!(line(&sent), "POST /v1/messages");
    assert_eq!((header(&sent, "anthropic-version"), header(&sent, "anthropic-beta")), ("2023-06-01", "a-1,b-2"));
    assert_eq!(
        body(&sent),
        r#"{"stream":true,"model":"claude","max_tokens":16,"messages":[{"role":"user","content":"Hi"}]}"#
    );
    let (mut text, mut others) = (String::new(), 0);
    while let Some(event) = events.next().await {
        match event.unwrap().data {
            MessageEvent::ContentBlockDelta { delta: Delta::TextDelta { text: part }, .. } => text += &part,
            _ => others += 1,
        }
    }
    assert_eq!((text.as_str(), others), ("Hello", 4));
}
