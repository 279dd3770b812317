// The line to the desk: server-sent events, and an honest word about how old what we see is.

const RETRY_MS = 5_000;

export class Feed {
  /** `hear(name, data)` gets every event; `state(name, since)` the line's state when it changes. */
  constructor(hear, state) {
    this.hear = hear;
    this.tell = state;
    this.heard = null;
    this.skew = 0;
    this.last = "";
    this.patience = Infinity;
    this.open();
    setInterval(() => this.look(), 1000);
  }

  /** The desk's time, whatever this machine's clock says. */
  now() {
    return Date.now() + this.skew;
  }

  open() {
    this.source = new EventSource("/live");
    this.source.onerror = () => this.lost();
    for (const name of ["hello", "cards", "ready", "pulse"]) {
      this.source.addEventListener(name, (event) => this.take(name, JSON.parse(event.data)));
    }
  }

  take(name, data) {
    this.heard = Date.now();
    if (data.keepalive) this.patience = 2500 * data.keepalive + 1000;
    if (data.now) this.skew = new Date(data.now).getTime() - Date.now();
    this.hear(name, data);
    this.look();
  }

  lost() {
    this.look();
    if (this.source.readyState !== EventSource.CLOSED) return;
    // The browser has given up: the token ran out, or something else answers there.
    this.source.close();
    setTimeout(() => this.again(), RETRY_MS);
  }

  async again() {
    const answer = await fetch("/api/stories?limit=1").catch(() => null);
    if (answer?.status === 401) location.reload();
    else this.open();
  }

  look() {
    const open = this.source.readyState === EventSource.OPEN;
    const silent = this.heard !== null && Date.now() - this.heard > this.patience;
    const state = silent ? "stale" : open && this.heard ? "live" : this.heard ? "lost" : "connecting";
    if (state === this.last) return;
    this.last = state;
    this.tell(state, this.heard === null ? null : new Date(this.heard + this.skew).toISOString());
  }
}
