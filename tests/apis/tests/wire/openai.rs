use endpoint_api_tests::openai::CreateSpeechRequest;

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn speech_is_bytes() {
    let request = CreateSpeechRequest::new("tts-1", "alloy", "Hello.").speed(1.5);
    let (request, audio) = call(request, ok("audio/mpeg", &b"\xff\xfb\x90"[..])).await;
    assert_eq!(line(&request), "POST /v1/audio/speech");
    assert_eq!(header(&request, "accept"), "audio/mpeg");
    assert_eq!(body(&request), r#"{"model":"tts-1","voice":"alloy","input":"Hello.","speed":1.5}"#);
    assert_eq!(audio, &b"\xff\xfb\x90"[..]);
}
