"use strict";
// A camera of the browser: opened, chosen among several, drawn on, and turned into JPEG files. What
// goes wrong is thrown as one of the words that the page explains.
(() => {
  const trouble = (error) => {
    switch (error && error.name) {
      case "NotAllowedError":
      case "SecurityError":
        return "denied";
      case "NotFoundError":
      case "OverconstrainedError":
        return "none";
      case "NotReadableError":
      case "AbortError":
        return "in-use";
      default:
        return "failed";
    }
  };

  // In a frame whose page does not hand the camera on, the browser denies it without a question.
  const withheld = () => {
    const policy = document.permissionsPolicy || document.featurePolicy;
    return window.parent !== window && policy && !policy.allowsFeature("camera");
  };

  const camera = (stage, ended) => {
    const video = stage.querySelector("video");
    const canvas = stage.querySelector("canvas");
    const sheet = document.createElement("canvas");
    let stream = null;

    const close = () => {
      if (stream) {
        stream.getTracks().forEach((track) => track.stop());
      }
      stream = null;
      video.srcObject = null;
    };

    const open = async (deviceId) => {
      if (!window.isSecureContext) {
        throw "insecure";
      }
      if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
        throw "unsupported";
      }
      if (withheld()) {
        throw "policy";
      }
      close();
      const wanted = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "user" };
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { ...wanted, width: { ideal: 1280 }, height: { ideal: 720 } },
        });
        video.srcObject = stream;
        await video.play();
      } catch (error) {
        close();
        throw trouble(error);
      }
      const track = stream.getVideoTracks()[0];
      track.addEventListener("ended", ended);
      const { facingMode } = track.getSettings();
      // As in a mirror, unless it looks away from whoever holds it.
      stage.classList.toggle("mirrored", facingMode !== "environment");
    };

    const cameras = async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const chosen = stream ? stream.getVideoTracks()[0].getSettings().deviceId : "";
      return devices
        .filter((device) => device.kind === "videoinput" && device.deviceId)
        .map((device) => ({
          id: device.deviceId,
          label: device.label,
          chosen: device.deviceId === chosen,
        }));
    };

    // What the camera sees now, as a JPEG file whose longer side has so many pixels at the most.
    const jpeg = (longest, quality) => {
      const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight));
      sheet.width = Math.max(1, Math.round(video.videoWidth * scale));
      sheet.height = Math.max(1, Math.round(video.videoHeight * scale));
      sheet.getContext("2d").drawImage(video, 0, 0, sheet.width, sheet.height);
      return new Promise((resolve, reject) =>
        sheet.toBlob((file) => (file ? resolve(file) : reject(new Error())), "image/jpeg", quality));
    };

    // The oval to put the face into, and the face that was found.
    const draw = (seen, good) => {
      canvas.width = canvas.clientWidth;
      canvas.height = canvas.clientHeight;
      const pen = canvas.getContext("2d");
      pen.clearRect(0, 0, canvas.width, canvas.height);
      if (!video.videoWidth) {
        return;
      }
      const scale = Math.min(
        canvas.width / video.videoWidth, canvas.height / video.videoHeight);
      const width = video.videoWidth * scale;
      const height = video.videoHeight * scale;
      const left = (canvas.width - width) / 2;
      const top = (canvas.height - height) / 2;
      const tall = Math.min(height * 0.72, width * 0.95);
      pen.lineWidth = 3;
      pen.strokeStyle = good ? "#7fd0b0" : "rgb(255 255 255 / .75)";
      pen.setLineDash(good ? [] : [10, 8]);
      pen.beginPath();
      pen.ellipse(
        left + width / 2, top + height / 2, tall * 0.37, tall / 2, 0, 0, 2 * Math.PI);
      pen.stroke();
      if (!seen || !seen.face) {
        return;
      }
      const [x, y, w, h] = seen.face.map((one) => (one * width) / seen.width);
      pen.setLineDash([]);
      pen.lineWidth = 2;
      const corner = Math.min(w, h) / 5;
      pen.beginPath();
      for (const [cx, cy, dx, dy] of [
        [x, y, 1, 1], [x + w, y, -1, 1], [x, y + h, 1, -1], [x + w, y + h, -1, -1],
      ]) {
        pen.moveTo(left + cx + dx * corner, top + cy);
        pen.lineTo(left + cx, top + cy);
        pen.lineTo(left + cx, top + cy + dy * corner);
      }
      pen.stroke();
    };

    return { open, close, cameras, jpeg, draw, isOpen: () => stream !== null };
  };

  window.portalCamera = camera;
})();
