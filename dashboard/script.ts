/** Comfort for a browser that runs it: everything works without. It asks only where it is served from. */
export const SCRIPT = `'use strict';
const form = document.querySelector('form.filter');
if (form) {
  // By mouse or finger a choice is applied at once; by keyboard, choices are passed on the way to others.
  let byPointer = false;
  form.addEventListener('pointerdown', () => { byPointer = true; });
  form.addEventListener('keydown', () => { byPointer = false; });
  form.addEventListener('change', ({ target }) => {
    const needsMore = ['month', 'custom'].includes(target.value) && target.name === 'period';
    if (byPointer && !needsMore && target.matches('select, [name=period]')) form.requestSubmit();
  });
  // An address without what it does not need.
  form.addEventListener('submit', () => {
    const period = new FormData(form).get('period');
    const needs = { month: ['month'], custom: ['from', 'through'] }[period] ?? [];
    for (const field of form.elements) {
      if (!field.name || field.name === 'period') continue;
      field.disabled = field.matches('select') ? field.value === '' : !needs.includes(field.name);
    }
  });
  addEventListener('pageshow', () => { for (const field of form.elements) field.disabled = false; });
}

const boxes = [...document.querySelectorAll('details')];
const keyOf = (box) => location.pathname + ' ' + (box.closest('[id]')?.id ?? '') + ' ' + box.querySelector('summary').textContent;
const remembered = (use) => { try { return use(sessionStorage); } catch { return null; } };
for (const box of boxes) {
  if (remembered((storage) => storage.getItem(keyOf(box)))) box.open = true;
  box.addEventListener('toggle', () => remembered((storage) =>
    box.open ? storage.setItem(keyOf(box), 'open') : storage.removeItem(keyOf(box))));
}
addEventListener('keydown', ({ key }) => {
  const box = key === 'Escape' && document.activeElement?.closest('details[open]');
  if (!box) return;
  box.open = false;
  box.querySelector('summary').focus();
});

if (navigator.clipboard) {
  for (const text of document.querySelectorAll('pre.sql')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text.textContent).then(
        () => { button.textContent = 'Copied'; }, () => { button.textContent = 'Not allowed'; });
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    text.previousElementSibling.append(button);
  }
}

const SECONDS = 2;
for (const live of document.querySelectorAll('[data-poll]')) {
  const poll = async () => {
    if (document.hidden || live.contains(document.activeElement)) return;
    const answer = await fetch(live.dataset.poll).catch(() => null);
    if (answer?.ok) live.innerHTML = await answer.text();
  };
  setInterval(poll, SECONDS * 1000);
}
`;
