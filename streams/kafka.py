"""Faust on Kafka, strictly: its aiokafka driver with the holes closed that lose messages.

Found through the entry point `faust.transports` under `strict://`. What differs from Faust's own:

- a partition without a commit is read from its start after every seek, not from where the client
  happened to be;
- a commit that fails is tried again, and neither ends the process nor counts as done;
- what is committed and what is read again is `streams.strict`'s to say;
- the client is made here, with the time-outs, the sizes and the credentials of the settings.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import aiokafka
import structlog
from aiokafka.errors import KafkaError
from aiokafka.structs import OffsetAndMetadata
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

from streams.strict import Producer, StrictOffsets

log = structlog.get_logger(__name__)

COMMIT_SECONDS: Final = 10.0


class Thread(driver.AIOKafkaConsumerThread):
    """The client, in a thread of its own so that it keeps its place in the group."""

    app: Any

    def _create_worker_consumer(self, transport: Any) -> aiokafka.AIOKafkaConsumer:  # noqa: ARG002
        conf = self.app.conf
        return aiokafka.AIOKafkaConsumer(
            **self.app.client,
            group_id=conf.id,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=int(conf.broker_session_timeout * 1000),
            heartbeat_interval_ms=int(conf.broker_heartbeat_interval * 1000),
            rebalance_timeout_ms=int(conf.broker_rebalance_timeout * 1000),
            max_poll_interval_ms=int(conf.broker_max_poll_interval * 1000),
            max_partition_fetch_bytes=conf.consumer_max_fetch_size,
            max_poll_records=conf.broker_max_poll_records,
            fetch_max_wait_ms=500,
        )

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Go to the committed offset of each partition, or to its start where there is none."""
        found: Mapping[TP, int] = await self.call_thread(self._seek_to_committed)
        return found

    async def _seek_to_committed(self) -> Mapping[TP, int]:
        consumer = self._ensure_consumer()
        assigned = consumer.assignment()
        committed = {tp: await consumer.committed(tp) for tp in assigned}
        fresh = [tp for tp, offset in committed.items() if offset is None]
        starts = await consumer.beginning_offsets(fresh) if fresh else {}
        places = {tp: starts.get(tp, 0) if at is None else at for tp, at in committed.items()}
        still = consumer.assignment()
        for tp, offset in places.items():
            if tp in still:
                consumer.seek(tp, offset)
        return {TP(*tp): offset for tp, offset in places.items()}

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        places = {
            driver.ensure_aiokafka_TP(tp): OffsetAndMetadata(offset, "")
            for tp, offset in offsets.items()
        }
        try:
            # The client tries for as long as it takes; a stop or a rebalance cannot.
            async with asyncio.timeout(COMMIT_SECONDS):
                await self._ensure_consumer().commit(places)
        except (KafkaError, TimeoutError) as error:
            log.warning("offsets not committed, tried again later", cause=repr(error))
            return False
        return True

    def close(self) -> None:
        """Leave the client to the stop of this thread: Faust would close it from another loop."""


class Consumer(StrictOffsets, driver.Consumer):
    """Reads Kafka for the agents of one stage."""

    def _new_consumer_thread(self) -> Thread:
        return Thread(self, loop=self.loop, beacon=self.beacon)

    async def create_topic(self, *_: Any, **__: Any) -> None:
        """Leave topics to `topics create`."""


class Transport(driver.Transport):
    """Kafka as a Faust transport, found through the entry point `faust.transports`."""

    Consumer = Consumer
    Producer = Producer
