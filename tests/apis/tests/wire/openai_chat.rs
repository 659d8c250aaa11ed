use endpoint_api_tests::openai_chat::{Message, StreamCompletionRequest};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn a_completion_arrives_in_parts_up_to_the_marker() {
    let events = concat!(
        "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
        "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n",
        "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
        "data: [DONE]\n\n",
    );
    let request = StreamCompletionRequest::new("gpt-4o", [Message::new("user", "Hi")]);
    let (request, mut chunks) = call(request, ok("text/event-stream; charset=utf-8", events)).await;
    assert_eq!(line(&request), "POST /v1/chat/completions");
    assert_eq!(header(&request, "accept"), "text/event-stream");
    assert_eq!(body(&request), r#"{"stream":true,"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}"#);
    let mut text = String::new();
    while let Some(chunk) = chunks.next().await {
        let choice = chunk.unwrap().data.choices.remove(0);
        text.push_str(&choice.delta.content.unwrap_or_default());
    }
    assert_eq!(text, "Hello");
}
