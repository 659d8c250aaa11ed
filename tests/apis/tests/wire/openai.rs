use endpoint_api_tests::openai::{CreateSpeechRequest, TranscribeRequest};
use endpoint_runtime::FilePart;

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

#[tokio::test]
async fn a_transcription_has_a_file_beside_fields() {
    let speech = FilePart::new("speech.mp3", "\u{1}").with_content_type("audio/mpeg");
    let request = TranscribeRequest::new(speech, "whisper-1").timestamp_granularities(["word", "segment"]);
    let (request, transcription) = call(request, ok("application/json", r#"{"text":"Hello."}"#)).await;
    assert_eq!(line(&request), "POST /v1/audio/transcriptions");
    assert_eq!(header(&request, "content-type"), "multipart/form-data; boundary=part-0");
    let field = |name: &str, value: &str| {
        format!("--part-0\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let expected = [
        "--part-0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\n\u{1}\r\n",
        &field("model", "whisper-1"),
        &field("timestamp_granularities[]", "word"),
        &field("timestamp_granularities[]", "segment"),
        "--part-0--\r\n",
    ];
    assert_eq!(body(&request), expected.concat());
    assert_eq!(transcription.text, "Hello.");
}
