"""The desk: one page that shows every story's newest state, live, and takes acks.

newest      a bounded map that keeps the newest values, whatever order they come in
sentence    the proving sentence in runs, so that a page can mark its cues without counting
cards       one story as a reader sees it: the public shape of the API and of the page
view        the read model: messages in, cards out; deleted and rebuilt at will
feed        the view's topics, and the way of an ack back into the log
live        server-sent events: the whole state, then every change, to any number of pages
stream      the HTTP answer that carries them, until the page leaves or reads no more
answers     what the HTTP API answers besides cards
stories     the routes of the stories: read and ack them
vitals      the routes of the service: live, metrics, health, ready
pages       the routes of the page's files, and of the form that asks for the token
guard       which requests are let in: host, origin, size, token
session     the token, and the cookie that stands for it
app         all of it put together: `create`, `check_bind`
serve       the app on a socket inside the running loop
page/       what the browser gets: HTML, CSS and JavaScript by hand, no build step

The desk only reads topics and publishes actions; nothing on the way of an alert waits for it.
"""
