// Sends a file with a bar that shows how far it is. Without this the form sends itself.
for (const form of document.querySelectorAll('[data-upload]')) {
  const input = form.querySelector('input[type=file]');
  const problem = form.querySelector('.problem');
  const bar = form.querySelector('[data-bar]');
  const button = form.querySelector('button');

  const sending = (on) => {
    bar.hidden = !on;
    button.disabled = on;
  };

  const shown = (percent) => {
    bar.querySelector('progress').value = percent;
    bar.querySelector('label').textContent = form.dataset.progress.replace('{0}', percent);
  };

  const failed = (text) => {
    sending(false);
    problem.textContent = text;
    problem.hidden = false;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  };

  const answered = (request) => {
    if (request.status === 200) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const said = page.getElementById(problem.id) || page.querySelector('main p');
    failed(said ? said.textContent : form.dataset.broken);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    problem.hidden = true;
    if (input.files[0].size > Number(form.dataset.largest)) {
      failed(form.dataset.tooLarge);
      return;
    }
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', (sent) => {
      if (sent.lengthComputable) shown(Math.floor((100 * sent.loaded) / sent.total));
    });
    request.addEventListener('load', () => answered(request));
    request.addEventListener('error', () => failed(form.dataset.broken));
    request.open('POST', form.action);
    request.send(new FormData(form));
    shown(0);
    sending(true);
  });
}
