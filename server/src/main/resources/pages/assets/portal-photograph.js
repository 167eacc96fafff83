"use strict";
// Photographs that somebody chooses are made as small as the server looks at them, before they are
// sent: a telephone's have many megabytes, and three of them are more than a form may bring. What
// this browser cannot read, or makes no smaller, is sent as it is.
(() => {
  const LONGEST = 1600;
  const QUALITY = 0.9;
  const SMALL = 1000000;
  const READ = ["image/jpeg", "image/png", "image/webp"];

  const drawn = (image) => {
    const sheet = document.createElement("canvas");
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    sheet.width = Math.max(1, Math.round(image.width * scale));
    sheet.height = Math.max(1, Math.round(image.height * scale));
    const pen = sheet.getContext("2d");
    // JPEG has no transparency: what is behind would be black.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(image, 0, 0, sheet.width, sheet.height);
    return new Promise((resolve) => sheet.toBlob(resolve, "image/jpeg", QUALITY));
  };

  const shrunk = async (file) => {
    const known = READ.includes(file.type);
    if (known && file.size <= SMALL) {
      return file;
    }
    try {
      const image = await createImageBitmap(file);
      const blob = await drawn(image);
      image.close();
      if (!blob || (known && blob.size >= file.size)) {
        return file;
      }
      return new File([blob], "photograph.jpg", { type: "image/jpeg" });
    } catch (error) {
      return file;
    }
  };

  // Puts what is sent in place of what was chosen.
  const shrink = async (input) => {
    try {
      const box = new DataTransfer();
      for (const file of input.files) {
        box.items.add(await shrunk(file));
      }
      input.files = box.files;
    } catch (error) {
      // Then what was chosen stays.
    }
  };

  // A form waits for it, and is sent then.
  window.portalPhotographs = (form) => {
    form.addEventListener("submit", (event) => {
      const inputs = [...form.querySelectorAll("input[type=file]")];
      if (!inputs.some((input) => input.files.length > 0)) {
        return;
      }
      event.preventDefault();
      if (form.dataset.sending) {
        return;
      }
      form.dataset.sending = "yes";
      (async () => {
        // One after the other: a large one takes much memory while it is drawn.
        for (const input of inputs) {
          await shrink(input);
        }
        delete form.dataset.sending;
        form.submit();
      })();
    });
  };
})();
