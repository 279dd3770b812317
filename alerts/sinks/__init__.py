"""Stand-ins for Slack, for a webhook's receiver and for a mail server, on this machine.

They ship for `watchfloor demo` and for the tests. Each is a real server on loopback, keeps the
truth (what was accepted, and when), and can be told to fail.

    async with sinks.Slack() as slack:
        slack.fail(sinks.Fault(status=429, headers={"Retry-After": "3"}))
        ...                       # a channel with api_url = slack.url + "/api/", allow_private
        slack.messages            # what the workspace shows
"""

from alerts.sinks.http import Fault, HttpSink, Received
from alerts.sinks.slack import Slack
from alerts.sinks.smtp import Mail, MailFault, Smtp

__all__ = ["Fault", "HttpSink", "Mail", "MailFault", "Received", "Slack", "Smtp"]
