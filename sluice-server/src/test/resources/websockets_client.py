"""Talks to an echo server with Python's websockets package; prints "fine" at the end."""

import asyncio
import sys

import websockets


async def main(url):
    async with websockets.connect(url, max_size=2**21, ping_interval=0.05) as socket:
        assert socket.extensions == [], socket.extensions
        for message in ["hello", "", "é🔑", b"\x00\xff", b"", "x" * 1000000]:
            await socket.send(message)
            assert await socket.recv() == message, message
        await socket.send(["in ", "three ", "fragments"])
        assert await socket.recv() == "in three fragments"
        pong = await socket.ping(b"are you there")
        await pong
        for number in range(1000):
            await socket.send(str(number))
        for number in range(1000):
            assert await socket.recv() == str(number)
        await socket.close(code=4321, reason="bye")
        assert (socket.close_code, socket.close_reason) == (4321, ""), socket.close_code

    async with websockets.connect(url, max_size=2**21) as socket:
        await socket.send("x" * (2**20 + 1))
        try:
            await socket.recv()
            raise AssertionError("no close")
        except websockets.ConnectionClosedError as closed:
            assert closed.rcvd.code == 1009, closed
    print("fine")


asyncio.run(main(sys.argv[1]))
