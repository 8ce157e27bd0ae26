// Runs in the page, sent there as text by visit.ts: it is no part of the project's program, whose types have no DOM.
globalThis.lakeChecks = {
  /** Everything that can be opened is open: what is closed is looked at by nobody, no machine either. */
  openAll() {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const box of document.querySelectorAll('input[type=checkbox]')) box.checked = true;
  },

  /** What moved by itself. Where scripts are switched off no callback comes, but what is buffered is there at once. */
  layoutShifts() {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    const entries = observer.takeRecords();
    observer.disconnect();
    return entries.map(({ value, sources }) => {
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? '?');
      return `layout shift of ${value}: ${moved.join(' and ')}`;
    });
  },

  /** What is wider than the window, though a table may be scrolled. */
  overflowing() {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in a window of ${clientWidth}`] : [];
  },

  /** Gives each stop of the Tab key a name, and answers their markup by it. A group of radio buttons is one. */
  nameStops() {
    const stops = {};
    for (const element of document.querySelectorAll(
      'a[href], button, input, select, summary, textarea, [tabindex="0"]',
    )) {
      if (!element.checkVisibility() || element.disabled) continue;
      const name = element.type === 'radio' ? `radio ${element.name}` : String(Object.keys(stops).length);
      element.dataset.stop = name;
      stops[name] = element.outerHTML.slice(0, 120);
    }
    return stops;
  },

  /** The element with the focus; null past the last one. */
  focused() {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    // A control that is not seen itself, such as a radio button, shows its focus beside it.
    const shown = [element, element.parentElement, element.nextElementSibling].filter((one) => one !== null);
    const isVisible = shown.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    const words = element.outerHTML.slice(0, 120);
    return { name: element.dataset.stop ?? words, words, isVisible, isSummary: element.tagName === 'SUMMARY' };
  },

  /** The periods of a file that are seen, by their place. */
  visibleVariants() {
    const all = [...document.querySelectorAll('.variant')];
    return all.flatMap((variant, place) => (variant.checkVisibility() ? [String(place)] : []));
  },

  isOpen() {
    return document.activeElement?.closest('details')?.open === true;
  },

  /** What moves, though the reader asked for less motion. */
  moving() {
    const running = document.getAnimations().map((animation) => `moves: ${animation.constructor.name}`);
    const slow = [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
      const durations = `${transitionDuration}, ${animationDuration}`.split(', ').map(Number.parseFloat);
      return scrollBehavior === 'smooth' || durations.some((seconds) => seconds > 0.01);
    });
    return [...running, ...slow.map((element) => `would move: ${element.outerHTML.slice(0, 80)}`)];
  },

  /** Milliseconds after the start of the navigation. */
  timings() {
    const [navigation] = performance.getEntriesByType('navigation');
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return {
      firstByte: navigation.responseStart,
      firstPaint: paint?.startTime ?? null,
      loaded: navigation.loadEventEnd,
    };
  },
};
