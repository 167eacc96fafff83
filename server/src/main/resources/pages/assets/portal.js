"use strict";
// A portal's page with a camera: frames go to the server one at a time, which says what the person
// is to do; pictures are taken once all is well, and sent as the form would send a file. Without
// this script the form sends photographs. A page around this one is told how it ended.
(() => {
  const { kind, reference, parents } = document.body.dataset;
  // Which of them it is, not every browser tells; each delivers to the one it names, or to nobody.
  const around = () => {
    const listed = (parents || "").split(" ").filter((one) => one);
    const above = location.ancestorOrigins;
    return above && above.length ? listed.filter((one) => one === above[0]) : listed;
  };
  const tell = (event, outcome) => {
    if (window.parent !== window) {
      const told = { type: "countersign-portal", version: 1, event, kind, outcome, reference };
      around().forEach((parent) => window.parent.postMessage(told, parent));
    }
  };

  const ended = (notice) => {
    if (!notice.dataset.ended) {
      return;
    }
    tell(notice.dataset.ended, notice.dataset.outcome);
    if (notice.dataset.next) {
      // Whoever reads the result has a moment for it. Some browsers let a frame do it only soon
      // after a touch; the link stays.
      setTimeout(() => window.open(notice.dataset.next, "_top"), 2500);
    }
  };

  const portal = (form) => {
    window.portalPhotographs(form);
    const refused = document.querySelector("[data-alert]");
    tell(refused ? "retry" : "opened", refused ? "failure" : "");
    const section = form.querySelector("[data-camera]");
    if (!section) {
      return;
    }
    const part = (name) => section.querySelector(`[data-${name}]`);
    const [stage, doing, trouble, choice] = ["stage", "doing", "trouble", "choice"].map(part);
    const [before, opener, taker, closer] = ["before", "open", "take", "close"].map(part);
    const agreed = form.elements.agreed;
    const select = choice.querySelector("select");
    const word = (name) => section.querySelector(`[data-word="${name}"]`).textContent;
    const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
    let now = false;
    let running = 0;

    const say = (name) => {
      const text = name ? word(name) : "";
      // A screen reader reads what changes: the same again is no news.
      if (doing.textContent !== text) {
        doing.textContent = text;
      }
    };
    const complain = (text) => {
      trouble.textContent = text;
      trouble.hidden = !text;
    };
    const show = (open) => {
      stage.hidden = !open;
      taker.hidden = !open;
      taker.disabled = false;
      closer.hidden = !open;
      opener.hidden = open;
      before.hidden = open;
      choice.hidden = !open || select.options.length < 2;
    };
    const camera = window.portalCamera(stage, () => stop("ended"));
    const stop = (why) => {
      running += 1;
      camera.close();
      say("");
      show(false);
      if (why) {
        complain(word(`trouble-${why}`));
        trouble.setAttribute("role", "alert");
        opener.focus();
      }
    };

    const look = async () => {
      const body = await camera.jpeg(320, 0.7);
      const answer = await fetch(form.dataset.frames, {
        method: "POST",
        body,
        credentials: "omit",
        headers: { "Content-Type": "image/jpeg", "X-Countersign-Agreed": agreed.value },
      });
      if (answer.status === 404 || answer.status === 410 || answer.status === 422) {
        location.reload();
      }
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      return answer.json();
    };

    // Looks until what is seen is good, or somebody presses the button; the last that was seen.
    const until = async (turn, good, hint) => {
      now = false;
      while (turn === running) {
        const began = performance.now();
        let seen = null;
        try {
          seen = await look();
        } catch (error) {
          say("lost");
          await wait(1000);
          continue;
        }
        if (turn !== running) {
          return;
        }
        if (seen.hint === "busy") {
          if (!doing.textContent) {
            say("busy");
          }
          await wait(Math.min(seen.wait, 2000));
          continue;
        }
        const fine = good(seen);
        camera.draw(seen, fine);
        say(hint(seen, fine));
        if (fine || now) {
          return;
        }
        // Eight a second are looked at; more would only be told to wait.
        await wait(Math.max(30, 135 - (performance.now() - began)));
      }
    };

    // A face that has hardly moved for a moment.
    const steady = () => {
      let last = null;
      let since = 0;
      return (seen) => {
        const old = last;
        last = seen.hint === "ready" ? seen : null;
        const moved =
          old && last
            ? Math.max(...seen.points.map((one, i) => Math.abs(one - old.points[i])))
            : Infinity;
        if (moved > 0.06 * (seen.face ? seen.face[3] : 0)) {
          since = performance.now();
          return false;
        }
        return performance.now() - since > 500;
      };
    };
    // Only the first picture is taken by itself: nobody's tries are used up while they read.
    const good = (first) => (first ? steady() : () => false);
    const yaw = (seen, side) => (seen.face ? (side === "left" ? seen.yaw : -seen.yaw) : 0);

    const pictures = async (turn, first) => {
      const files = [];
      await until(turn, good(first), (seen) =>
        seen.hint === "ready" && !first ? "press" : seen.hint);
      for (let i = 0; i < Number(form.dataset.samples) && turn === running; i += 1) {
        if (i > 0) {
          say("hold");
          await wait(350);
        }
        files.push([i === 0 ? "photograph" : `photograph${i + 1}`, await camera.jpeg(1280, 0.92)]);
      }
      const sides = form.dataset.sides.split(" ").filter((side) => side);
      for (const [i, side] of sides.entries()) {
        taker.disabled = true;
        await until(turn, (seen) => yaw(seen, side) >= 23 && yaw(seen, side) < 60, (seen) =>
          seen.face ? side : "no-face");
        files.push([`turn${i + 1}`, await camera.jpeg(960, 0.92)]);
      }
      return files;
    };

    const send = async (files) => {
      const body = new FormData();
      body.append("agreed", agreed.value);
      if (form.elements.challenge) {
        body.append("challenge", form.elements.challenge.value);
      }
      files.forEach(([name, file]) => body.append(name, file, `${name}.jpg`));
      const answer = await fetch(location.href, { method: "POST", body, credentials: "omit" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("main.portal")) {
        // Something on the way answered in the server's place.
        throw new Error(String(answer.status));
      }
      return page;
    };

    // What the server answered to the pictures: another page, or why to try again.
    const took = (page) => {
      const failed = page.querySelector("[data-again]");
      if (failed) {
        complain(page.querySelector("main p").textContent);
        tell("retry", "failure");
        return true;
      }
      const again = page.querySelector("[data-portal]");
      if (!again || !again.querySelector("[data-camera]")) {
        stop("");
        document.title = page.title;
        document.querySelector("main").replaceWith(page.querySelector("main"));
        start();
        const heading = document.querySelector("h1");
        heading.tabIndex = -1;
        heading.focus();
        return false;
      }
      if (again.elements.agreed.value !== agreed.value) {
        // There is another text to read, and to agree to.
        location.reload();
        return false;
      }
      form.dataset.sides = again.dataset.sides;
      form.querySelector("[data-upload]").replaceWith(again.querySelector("[data-upload]"));
      const why = page.querySelector("[data-alert]");
      complain(why ? why.textContent : "");
      tell("retry", "failure");
      return true;
    };

    const run = async () => {
      const turn = (running += 1);
      for (let first = true; turn === running; first = false) {
        say("looking");
        camera.draw(null, false);
        let files = [];
        try {
          files = await pictures(turn, first);
        } catch (error) {
          if (turn === running) {
            stop("failed");
          }
          return;
        }
        if (turn !== running) {
          return;
        }
        say("sent");
        taker.disabled = true;
        let more = false;
        try {
          more = took(await send(files));
        } catch (error) {
          complain(word("unsent"));
          more = true;
        }
        taker.disabled = false;
        if (turn === running && !more) {
          stop("");
        }
      }
    };

    const list = async () => {
      const found = await camera.cameras();
      select.replaceChildren(
        ...found.map((one, i) => {
          const name = one.label || word("camera-unnamed").replace("{0}", String(i + 1));
          return new Option(name, one.id, one.chosen, one.chosen);
        }));
    };

    const open = async (deviceId) => {
      complain("");
      trouble.setAttribute("role", "alert");
      if (!agreed.reportValidity()) {
        return;
      }
      opener.disabled = true;
      running += 1;
      // Shown first: a picture that is not displayed is not played everywhere.
      show(true);
      try {
        await camera.open(deviceId);
        await list();
      } catch (why) {
        opener.disabled = false;
        stop(typeof why === "string" ? why : "failed");
        return;
      }
      opener.disabled = false;
      show(true);
      stage.scrollIntoView({ block: "nearest" });
      run();
    };

    opener.addEventListener("click", () => open(""));
    agreed.addEventListener("change", () => {
      if (camera.isOpen() && !agreed.checked) {
        stop("");
      }
    });
    closer.addEventListener("click", () => {
      stop("");
      opener.focus();
    });
    taker.addEventListener("click", () => {
      now = true;
    });
    select.addEventListener("change", () => open(select.value));
    window.addEventListener("pagehide", () => camera.close());
    section.hidden = false;
  };

  const start = () => {
    document.querySelectorAll("[data-ended]").forEach(ended);
    document.querySelectorAll("[data-portal]").forEach(portal);
  };
  start();
})();
